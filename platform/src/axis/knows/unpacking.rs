//! Reading a package: what is refused and what only warned about.

use protocols::attachments;
use protocols::edxml::{self, Finding, Limits, Package, Severity};
use sha2::{Digest, Sha256};

use super::parcel::MessageType;
use super::refusal::Refusal;
use super::settings::Settings;

/// Warnings one package can collect; a hostile package cannot make the answer longer than itself.
const WARNINGS: usize = 100;

/// A package that could be read.
#[derive(Debug)]
pub struct Unpacked {
    /// What it says.
    pub package: Package,
    /// The file as received.
    pub bytes: Vec<u8>,
    /// Its hash.
    pub sha256: [u8; 32],
    /// What was tolerated, in plain English sentences.
    pub warnings: Vec<String>,
}

impl Unpacked {
    /// Document or status.
    pub fn message_type(&self) -> MessageType {
        match self.package {
            Package::Document(_) => MessageType::Document,
            Package::Status(_) => MessageType::Status,
        }
    }
}

/// Reads a package and checks it by the settings.
pub fn unpack(bytes: Vec<u8>, settings: &Settings) -> Result<Unpacked, Refusal> {
    let limits = Limits {
        package_bytes: settings.body_bytes,
        ..Limits::default()
    };
    let read = edxml::read(&bytes, &limits)
        .map_err(|error| Refusal::standard(format!("Goi tin edXML khong dung chuan: {error}")))?;
    let mut warnings = Vec::new();
    for tolerance in &read.tolerated {
        let code = tolerance.kind.code();
        if settings
            .refuse_tolerances
            .iter()
            .any(|refused| refused == code)
        {
            return Err(Refusal::standard(format!(
                "Goi tin edXML khong dung chuan [{code}]: {tolerance}"
            )));
        }
        warnings.push(format!("[{code}] {tolerance}"));
    }
    let findings = match &read.package {
        Package::Document(document) => edxml::check(document),
        Package::Status(status) => edxml::check_status(status),
    };
    refuse_findings(&findings, settings)?;
    warnings.extend(findings.iter().map(Finding::to_string));
    if let Package::Document(document) = &read.package {
        for attachment in &document.attachments {
            for damage in attachments::inspect(attachment) {
                warnings.push(format!("[{}] {}: {damage}", damage.code(), attachment.name));
            }
        }
    }
    warnings.truncate(WARNINGS);
    Ok(Unpacked {
        package: read.package,
        sha256: Sha256::digest(&bytes).into(),
        bytes,
        warnings,
    })
}

fn refuse_findings(findings: &[Finding], settings: &Settings) -> Result<(), Refusal> {
    let refused: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| {
            settings
                .refused_rules
                .iter()
                .any(|rule| rule == finding.rule)
        })
        .take(10)
        .map(|finding| {
            format!(
                "[{}] {}: can {}, nhan duoc {}",
                finding.rule, finding.at, finding.expected, finding.found
            )
        })
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(Refusal::standard(format!(
        "Goi tin edXML khong dung chuan: {}",
        refused.join("; ")
    )))
}
