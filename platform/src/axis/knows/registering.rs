//! Who may register or close which agency (domain §3.1 `registerAgency`, §2.1).

use protocols::identifiers::{self, Form};
use protocols::lgsp::ErrorCode;
use protocols::vxp::Registration;

use super::agency::AgencyRecord;
use super::directory::Directory;
use super::parcel::Caller;
use super::refusal::Refusal;
use super::settings::Settings;

/// The record a registration asks for.
pub fn registered(
    directory: &Directory,
    settings: &Settings,
    caller: &Caller,
    asked: Registration,
) -> Result<AgencyRecord, Refusal> {
    let code = asked.code.trim().to_owned();
    if code.is_empty() || asked.name.trim().is_empty() {
        return Err(Refusal::invalid("Can code va name cua don vi moi"));
    }
    if !asked.mail.trim().is_empty() && !is_mail(asked.mail.trim()) {
        return Err(Refusal::invalid(format!(
            "Can mail dung dang ten@mien, nhan duoc {}",
            asked.mail
        )));
    }
    let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let record = AgencyRecord {
        name: asked.name.trim().to_owned(),
        parent: filled(asked.pcode).or_else(|| Some(caller.code.clone())),
        mail: filled(asked.mail),
        mobile: filled(asked.mobile),
        fax: filled(asked.fax),
        ..AgencyRecord::new(code, "")
    };
    match directory.find(&record.code) {
        Some(known) if known.record.closed => Err(Refusal::new(
            ErrorCode::LockedReceiver,
            format!("Ma {} da dong, khong dang ky lai duoc", record.code),
        )),
        Some(known) => {
            beneath(directory, settings, caller, &known.record.code)?;
            Ok(AgencyRecord {
                code: known.record.code.clone(),
                qd20: known.record.qd20.clone(),
                parent: known.record.parent.clone(),
                ..record
            })
        }
        None => {
            regular(&record.code)?;
            beneath(
                directory,
                settings,
                caller,
                record.parent.as_deref().unwrap_or_default(),
            )?;
            Ok(record)
        }
    }
}

/// Codes that already flow may be irregular, new ones may not (domain §2.1).
fn regular(code: &str) -> Result<(), Refusal> {
    match identifiers::form(code) {
        Form::Irregular => Err(Refusal::invalid(format!(
            "Ma {code} khong dung dang, can 13 ky tu nhu 000.00.01.H37 hoac ma QD 20/2020 nhu H37.01"
        ))),
        Form::Qcvn2016 | Form::Qd20 => Ok(()),
    }
}

/// The agency of `code` must be the caller's own or stand beneath it.
pub fn beneath(
    directory: &Directory,
    settings: &Settings,
    caller: &Caller,
    code: &str,
) -> Result<(), Refusal> {
    let Some(agency) = directory.find(code) else {
        return Err(Refusal::new(
            ErrorCode::UnknownReceiver,
            format!("Don vi {code} khong ton tai, can dang ky don vi cap tren truoc"),
        ));
    };
    if settings.register_beneath_only && !directory.is_within(agency, caller.agency) {
        return Err(Refusal::new(
            ErrorCode::UnregisteredSender,
            format!(
                "Don vi {code} khong thuoc {}, chi duoc dang ky hoac dong don vi cap duoi cua minh",
                caller.code
            ),
        ));
    }
    Ok(())
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !text.chars().any(char::is_whitespace)
            && !domain.contains('@')
    })
}
