//! Documents signed in the document system under test: from then on it has to send them by itself.

use harness::Action;
use protocols::edxml::{self, Limits, Package, Priority};
use rand::Rng as _;
use record::Text;
use simulators::{Draft, Identity};

use super::system_calls::element_text;
use super::system_words::Urgency;
use crate::ended::Ended;
use crate::memory::Signed;
use crate::params::{Agency, DocumentName, Number, Quoted};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Signs an ordinary document; the system sends it when its rules say so.
    When "{name} to {to} is signed in the document system under test" | "{name} gửi {to} được ký trên hệ thống được kiểm thử"
    async fn sign(world, name: DocumentName, to: Agency) {
        let to = [world.system(&to)?.identity().clone()];
        signs(world, letter(&name), &to, Priority::Ordinary).await
    }

    /// Signs a document of that urgency.
    When "{name} to {to} is signed in the document system under test as {urgency}" | "{name} gửi {to} được ký trên hệ thống được kiểm thử với độ khẩn {urgency}"
    async fn sign_urgent(world, name: DocumentName, to: Agency, urgency: Urgency) {
        let to = [world.system(&to)?.identity().clone()];
        signs(world, letter(&name), &to, urgency.0).await
    }

    /// Signs one document to two receivers.
    When "{name} to {first} and {second} is signed in the document system under test" | "{name} gửi {first} và {second} được ký trên hệ thống được kiểm thử"
    async fn sign_for_two(world, name: DocumentName, first: Agency, second: Agency) {
        let to = [world.system(&first)?.identity().clone(), world.system(&second)?.identity().clone()];
        signs(world, letter(&name), &to, Priority::Ordinary).await
    }

    /// Signs a document to a code that the axis does not know, or that is closed.
    When "a document to the code {code} is signed in the document system under test" | "văn bản gửi mã {code} được ký trên hệ thống được kiểm thử"
    async fn sign_for_code(world, code: Quoted) {
        signs(world, None, &[Identity::new(&code.0, "Đơn vị nhận")], Priority::Ordinary).await
    }

    /// Signs a document with the named files attached, separated by commas. No call of a target file attaches files:
    /// with a real system a person does it.
    When "{name} to {to} with the files {files} is signed in the document system under test" | "{name} gửi {to} kèm các tệp {files} được ký trên hệ thống được kiểm thử"
    async fn sign_with_files(world, name: DocumentName, to: Agency, files: Quoted) {
        let to = world.system(&to)?.identity().clone();
        let subject = subject(world)?;
        let request = Text {
            en: format!("send a document “{subject}” to {} with the files {}", to.code, files.0),
            vi: format!("gửi văn bản “{subject}” đến {} kèm các tệp {}", to.code, files.0),
        };
        let draft = files.0.split(", ").fold(Draft::new(&subject).to(&to), |draft, file| draft.attach(file, content(file)));
        world.ask_or(&request, |system| system.queue(draft).map(drop).map_err(Ended::from))?;
        let files = files.0.split(", ").map(str::to_owned).collect();
        world.memory()?.signed.push(Signed { letter: letter(&name), subject, files });
        Ok(())
    }

    /// Somebody tries to sign a document whose subject has so many characters. A sound system may refuse; what is then
    /// sent, or not, is looked at by later steps.
    When "{name} to {to} with a subject of {count} characters is signed in the document system under test" | "{name} gửi {to} có trích yếu dài {count} ký tự được ký trên hệ thống được kiểm thử"
    async fn sign_long(world, name: DocumentName, to: Agency, count: Number) {
        let to = world.system(&to)?.identity().clone();
        let beginning = subject(world)?;
        let subject: String = beginning.chars().chain(" và các nội dung liên quan".chars().cycle()).take(count.0).collect();
        world.memory()?.signed.push(Signed { letter: letter(&name), subject: subject.clone(), files: Vec::new() });
        if let Some(system) = world.under_test()?.simulated() {
            // A refusal is what the scenario hopes for.
            let _ = system.queue(Draft::new(&subject).to(&to));
            return Ok(());
        }
        let values = [("to", to.code.as_str()), ("subject", &subject), ("number", ""), ("notation", ""), ("priority", "0")];
        world.try_to_tell(Action::Send, &values).await
    }

    /// Once everybody has come to rest, no document that left the system, taken by the axis or not, has a field longer
    /// than NĐ 30/2020/NĐ-CP Appendix VI allows.
    Then "no document of the document system under test has a field longer than the register allows" | "không văn bản nào của hệ thống được kiểm thử có trường dài quá giới hạn của sổ"
    async fn none_too_long(world) {
        world.rest().await?;
        let calls = world.calls_now()?;
        for sent in calls.sends("edoc") {
            let Ok(read) = edxml::read(sent.request.body.as_bytes(), &Limits::default()) else { continue };
            let Package::Document(document) = read.package else { continue };
            super::system_checks::within_register(&document).map_err(|(expected, received)| Ended::fail(expected, received).shown_by(sent.number))?;
        }
        Ok(())
    }

    /// The axis was asked to take the document once; its refusal was not answered by another attempt.
    Then "the document system under test tries to send it only once" | "hệ thống được kiểm thử chỉ thử gửi một lần"
    async fn tries_once(world) {
        let subject = super::system_sent::signed(world, &DocumentName::Latest)?;
        let attempts = |calls: &super::system_calls::Calls| {
            calls.sends("edoc").filter(|sent| element_text(&sent.request.body, "Subject").as_ref() == Some(&subject)).count()
        };
        world.until("the system tries to send the document", |calls| attempts(calls) > 0, |_| "no attempt".into()).await?;
        for _ in 0..3 {
            world.later(jiff::SignedDuration::from_mins(20))?;
            world.rest().await?;
        }
        let calls = world.calls_now()?;
        match attempts(&calls) {
            1 => Ok(()),
            more => Err(calls.shows(Ended::fail("one attempt, and none after the refusal", format!("{more} attempts")))),
        }
    }
}

/// Signs a document and remembers what tells it from others. The simulated system puts it into its outbox, where a
/// signed document of a real one lies as well; a real one is told to send it.
async fn signs(
    world: &mut World,
    letter: Option<String>,
    to: &[Identity],
    priority: Priority,
) -> Result<(), Ended> {
    let subject = subject(world)?;
    world.memory()?.signed.push(Signed {
        letter,
        subject: subject.clone(),
        files: Vec::new(),
    });
    if let Some(system) = world.under_test()?.simulated() {
        let draft = Draft::new(&subject)
            .to_all(to)
            .priority(priority)
            .attach("cong-van.pdf", content("cong-van.pdf"));
        return system.queue(draft).map(drop).map_err(Ended::from);
    }
    let codes: Vec<&str> = to.iter().map(|receiver| receiver.code.as_str()).collect();
    let to = codes.join(",");
    // Number and notation stay open: the system under test numbers its documents itself.
    let values = [
        ("to", to.as_str()),
        ("subject", &subject),
        ("number", ""),
        ("notation", ""),
        ("priority", priority.wire()),
    ];
    world.tell(Action::Send, &values).await
}

/// A subject unlike any other of the run.
pub(super) fn subject(world: &mut World) -> Result<String, Ended> {
    let number = world.generator()?.next_u32() % 9_000_000 + 1_000_000;
    Ok(format!("Kiểm thử liên thông văn bản, lượt {number}"))
}

/// What stands in a file of that name.
fn content(name: &str) -> Vec<u8> {
    match name.rsplit_once('.') {
        Some((_, "pdf")) => {
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n".to_vec()
        }
        // An empty ZIP archive, which is what a workbook is outside.
        Some((_, "xlsx")) => [b"PK\x05\x06".as_slice(), &[0; 18]].concat(),
        _ => format!("Nội dung của tệp {name}").into_bytes(),
    }
}

/// The letter of `document A`; none for `the document`.
pub(super) fn letter(name: &DocumentName) -> Option<String> {
    match name {
        DocumentName::Latest => None,
        DocumentName::Letter(letter) => Some(letter.clone()),
    }
}
