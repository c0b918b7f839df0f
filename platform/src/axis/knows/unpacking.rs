//! Reading a package: what is refused and what only warned about.

use jiff::civil::DateTime;
use protocols::attachments;
use protocols::edxml::{self, Document, Finding, Limits, Package, Severity, Trace};
use sha2::{Digest, Sha256};

use super::parcel::MessageType;
use super::refusal::Refusal;
use super::settings::{Settings, TraceMode};

/// Warnings one package can collect; a hostile package cannot make the answer longer than itself.
const WARNINGS: usize = 100;

/// A package that could be read.
#[derive(Debug)]
pub struct Unpacked {
    /// What it says.
    pub package: Package,
    /// The package as it will be delivered, with the centre's trace.
    pub bytes: Vec<u8>,
    /// Hash of the file as received.
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

/// Reads a package that arrived `now`, checks it by the settings and appends the centre's trace.
pub fn unpack(bytes: Vec<u8>, settings: &Settings, now: DateTime) -> Result<Unpacked, Refusal> {
    let limits = Limits {
        package_bytes: settings.body_bytes,
        ..Limits::default()
    };
    let mut read = edxml::read(&bytes, &limits)
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
    if let Package::Document(document) = &mut read.package {
        look_at_attachments(document, settings, &mut warnings)?;
    }
    warnings.truncate(WARNINGS);
    let sha256 = Sha256::digest(&bytes).into();
    let bytes = traced(bytes, &read.package, settings, now, &mut warnings);
    Ok(Unpacked {
        package: read.package,
        bytes,
        sha256,
        warnings,
    })
}

/// Names the damages of the attachments, and lets their content go: what is delivered is the package as it came, and fifty
/// megabytes twice in memory help nobody.
fn look_at_attachments(
    document: &mut Document,
    settings: &Settings,
    warnings: &mut Vec<String>,
) -> Result<(), Refusal> {
    for attachment in &mut document.attachments {
        for damage in attachments::inspect(attachment) {
            let told = format!("[{}] {}: {damage}", damage.code(), attachment.name);
            if settings
                .refused_damages
                .iter()
                .any(|refused| refused == damage.code())
            {
                return Err(Refusal::file(format!("Tep dinh kem bi hong {told}")));
            }
            warnings.push(told);
        }
        attachment.bytes = Vec::new();
    }
    Ok(())
}

/// Appends the centre's trace header to a document; one that cannot take it is delivered as it came.
fn traced(
    bytes: Vec<u8>,
    package: &Package,
    settings: &Settings,
    now: DateTime,
    warnings: &mut Vec<String>,
) -> Vec<u8> {
    let organ_id = match (settings.trace, package) {
        (TraceMode::Off, _) | (_, Package::Status(_)) => return bytes,
        (TraceMode::Centre, _) => Some(settings.centre_code.clone()),
        (TraceMode::TimeOnly, _) => None,
    };
    let trace = Trace {
        organ_id,
        at: Some(now),
    };
    edxml::append_trace(&bytes, &trace).unwrap_or_else(|error| {
        warnings.push(format!("no trace header could be appended: {error}"));
        bytes
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
