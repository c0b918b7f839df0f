//! What is wrong inside a package that could be read: lengths, code lists, consistency.
//!
//! The reader's tolerances are about form; the findings here are about content. A finding is an error where a law text
//! or a shipped checker says so, or where the package says nothing anybody could act on; what is only inferred warns.

mod business;
mod fields;
mod lengths;

use super::xml::Path;
use super::{Document, Organisation, Status, StatusCode, Trace};
use crate::{dates, identifiers};
use fields::Values;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Receivers refuse it or cannot act on it; the strict writer refuses it too.
    Error,
    /// Some receivers may stumble over it.
    Warning,
}

/// One thing wrong inside a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable id of the rule, such as `length` or `duplicate-receiver`.
    pub rule: &'static str,
    /// Path of the element.
    pub at: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let weight = if self.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        write!(
            f,
            "{weight} [{}] {}: expected {}, found {}",
            self.rule, self.at, self.expected, self.found
        )
    }
}

/// How much of a value a finding shows, in characters.
const LONGEST_FOUND: usize = 120;

/// Findings as they are made.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(
        &mut self,
        rule: &'static str,
        at: impl ToString,
        expected: impl ToString,
        found: impl ToString,
    ) {
        self.add(Severity::Error, rule, at, expected, found);
    }

    fn warn(
        &mut self,
        rule: &'static str,
        at: impl ToString,
        expected: impl ToString,
        found: impl ToString,
    ) {
        self.add(Severity::Warning, rule, at, expected, found);
    }

    fn add(
        &mut self,
        severity: Severity,
        rule: &'static str,
        at: impl ToString,
        expected: impl ToString,
        found: impl ToString,
    ) {
        let (at, expected) = (at.to_string(), expected.to_string());
        let found = found.to_string().chars().take(LONGEST_FOUND).collect();
        self.0.push(Finding {
            rule,
            at,
            severity,
            expected,
            found,
        });
    }
}

/// Looks a document over; an empty list means nothing was found.
#[must_use]
pub fn check(document: &Document) -> Vec<Finding> {
    let mut findings = Findings::default();
    let root = Path::root("edXML");
    let envelope = root.child("edXMLEnvelope");
    let header = envelope.child("edXMLHeader");
    let message = header.child("MessageHeader");
    fields::document(
        &mut Values(&mut findings),
        document,
        &root,
        &header,
        &message,
    );
    receivers(&mut findings, &document.to, &message);
    times(&mut findings, document, &message);
    code_lists(&mut findings, document, &message);
    traces(
        &mut findings,
        &document.traces,
        &header.child("TraceHeaderList"),
    );
    business::consistent(&mut findings, document, &header);
    attachments(&mut findings, document, &root.child("AttachmentEncoded"));
    findings.0
}

/// Looks a status over; an empty list means nothing was found.
#[must_use]
pub fn check_status(status: &Status) -> Vec<Finding> {
    let mut findings = Findings::default();
    let root = Path::root("edXML");
    let envelope = root.child("edXMLEnvelope");
    let header = envelope.child("edXMLHeader");
    let message = header.child("MessageHeader");
    fields::status(&mut Values(&mut findings), status, &message);
    let answers = message.child("ResponseFor");
    match status.answers.promulgated {
        Some(date) => year(
            &mut findings,
            date.year(),
            &answers.child("PromulgationDate"),
        ),
        None => findings.warn(
            "reference-date",
            answers.child("PromulgationDate"),
            "the document's date",
            "none",
        ),
    }
    year(&mut findings, status.at.year(), &message.child("Timestamp"));
    if status.staff.is_none() {
        findings.warn(
            "staff-info",
            message.child("StaffInfo"),
            "the clerk who acted (one receiver fails without)",
            "none",
        );
    }
    let reasonless = status
        .description
        .as_ref()
        .is_none_or(|d| d.trim().is_empty());
    if status.code == StatusCode::Refused && reasonless {
        let expected = "the reason of the refusal (QĐ 28/2018/QĐ-TTg Art. 9.1)";
        findings.warn(
            "refusal-reason",
            message.child("Description"),
            expected,
            "none",
        );
    }
    findings.0
}

fn receivers(findings: &mut Findings, to: &[Organisation], message: &Path<'_>) {
    if to.is_empty() {
        findings.error(
            "required",
            message.child("To"),
            "at least one receiver",
            "none",
        );
    }
    let mut seen = std::collections::HashMap::new();
    for (i, receiver) in to.iter().enumerate() {
        let key = identifiers::agency_key(&receiver.id);
        if let Some(first) = seen.insert(key, i + 1) {
            let at = message.nth("To", i);
            let found = format!("`{}` again, first in To[{first}]", receiver.id);
            findings.error(
                "duplicate-receiver",
                at.child("OrganId"),
                "each receiver once",
                found,
            );
        }
    }
}

fn times(findings: &mut Findings, document: &Document, message: &Path<'_>) {
    let promulgation = message.child("PromulgationInfo");
    let promulgated = promulgation.child("PromulgationDate");
    year(findings, document.promulgated.year(), &promulgated);
    if let Some(due) = document.due {
        let at = message.child("DueDate");
        year(findings, due.year(), &at);
        if due < document.promulgated {
            let expected = format!("a day from {} on", dates::format_date(document.promulgated));
            findings.warn(
                "due-before-promulgated",
                at,
                expected,
                dates::format_date(due),
            );
        }
    }
    for (i, answering) in document.answers.iter().enumerate() {
        if let Some(date) = answering.promulgated {
            year(
                findings,
                date.year(),
                &message.nth("ResponseFor", i).child("PromulgationDate"),
            );
        }
    }
    let sent = document.traces.first().and_then(|t| t.at);
    if let Some(sent) = sent.filter(|sent| sent.date() < document.promulgated) {
        let expected = format!(
            "a day up to {}, when it was sent",
            dates::format_date(sent.date())
        );
        findings.warn(
            "sent-before-promulgated",
            promulgated,
            expected,
            dates::format_date(document.promulgated),
        );
    }
}

fn year(findings: &mut Findings, year: i16, at: &Path<'_>) {
    if year < dates::FIRST_YEAR {
        findings.error(
            "year",
            at,
            format!("a year from {} on", dates::FIRST_YEAR),
            year,
        );
    }
}

fn code_lists(findings: &mut Findings, document: &Document, message: &Path<'_>) {
    if let Some(kind) = document
        .kind
        .as_ref()
        .filter(|k| !(1..=2).contains(&k.number))
    {
        let at = message.child("DocumentType");
        findings.warn(
            "document-type",
            at.child("Type"),
            "1 legal normative or 2 administrative",
            kind.number,
        );
    }
    if let Some(steering) = document.steering.filter(|s| !(1..=3).contains(s)) {
        findings.warn(
            "steering-type",
            message.child("SteeringType"),
            "1, 2 or 3",
            steering,
        );
    }
    let amounts = document
        .other
        .iter()
        .flat_map(|o| [("PromulgationAmount", o.copies), ("PageAmount", o.pages)]);
    for (name, amount) in amounts {
        if let Some(amount) = amount.filter(|n| *n > 999) {
            let at = message.child("OtherInfo");
            findings.warn("amount", at.child(name), "at most three digits", amount);
        }
    }
}

fn traces(findings: &mut Findings, traces: &[Trace], list: &Path<'_>) {
    if traces.is_empty() {
        findings.error(
            "trace-header",
            list.child("TraceHeader"),
            "at least the sender's",
            "none",
        );
    }
    for (i, trace) in traces.iter().enumerate() {
        let at = list.nth("TraceHeader", i);
        if trace.organ_id.is_none() {
            findings.warn(
                "trace-incomplete",
                at.child("OrganId"),
                "the station's code (one receiver fails without)",
                "none",
            );
        }
        match trace.at {
            Some(time) => year(findings, time.year(), &at.child("Timestamp")),
            None => findings.warn(
                "trace-incomplete",
                at.child("Timestamp"),
                "the time",
                "none",
            ),
        }
    }
}

fn attachments(findings: &mut Findings, document: &Document, list: &Path<'_>) {
    let (mut ids, mut names) = (
        std::collections::HashSet::new(),
        std::collections::HashSet::new(),
    );
    for (i, attachment) in document.attachments.iter().enumerate() {
        let at = list.nth("Attachment", i);
        let id = attachment.content_id.to_ascii_lowercase();
        if id.starts_with("cid:") {
            findings.error(
                "content-id",
                at.child("ContentId"),
                "an id without `cid:`, which the writer adds",
                &id,
            );
        }
        if !ids.insert(id) {
            let found = format!("`{}` again", attachment.content_id);
            findings.error(
                "duplicate-content-id",
                at.child("ContentId"),
                "each id once",
                found,
            );
        }
        if !names.insert(&attachment.name) {
            let expected = "each name once, or one file overwrites another";
            findings.warn(
                "duplicate-file-name",
                at.child("AttachmentName"),
                expected,
                &attachment.name,
            );
        }
        if attachment
            .name
            .contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        {
            let expected = "a file name without / \\ : * ? \" < > |";
            findings.warn(
                "file-name",
                at.child("AttachmentName"),
                expected,
                format!("`{}`", attachment.name),
            );
        }
    }
}
