//! Whether the parts of a package fit its business (domain §1.9; what is inferred there warns here).

use std::collections::HashSet;

use super::super::xml::Path;
use super::super::{Business, Document, Kind};
use super::Findings;
use crate::identifiers::agency_key;

/// Checks the business of a document.
pub(super) fn consistent(findings: &mut Findings, document: &Document, header: &Path<'_>) {
    let list = header.child("TraceHeaderList");
    let at = list.child("Bussiness");
    let Some(business) = &document.business else {
        return;
    };
    match business.kind {
        Kind::New => strays(findings, business, &at, true),
        Kind::Recall => recall(findings, document, business, &at),
        Kind::Update => update(findings, document, business, &at),
        Kind::Replacement => {
            if business.replaces.is_empty() {
                let at = at.child("ReplacementInfoList");
                findings.error(
                    "replacement-names-nothing",
                    at,
                    "the documents replaced",
                    "none",
                );
            }
            for (i, _) in business
                .replaces
                .iter()
                .enumerate()
                .filter(|(_, r)| r.organ_ids.is_empty())
            {
                let list = at.child("ReplacementInfoList");
                let at = list.nth("ReplacementInfo", i);
                findings.warn(
                    "replacement-for-nobody",
                    at.child("OrganIdList"),
                    "the receivers concerned",
                    "none",
                );
            }
        }
    }
    if business.kind != Kind::Replacement && !business.replaces.is_empty() {
        stray(findings, &at.child("ReplacementInfoList"), "a replacement");
    }
}

fn recall(findings: &mut Findings, document: &Document, business: &Business, at: &Path<'_>) {
    let named = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.is_empty());
    let answered = document
        .answers
        .iter()
        .any(|a| named(&a.document_id) || named(&a.code));
    if !answered && !named(&business.document_id) {
        let expected = "the document recalled, here or in MessageHeader/ResponseFor";
        findings.error(
            "recall-names-nothing",
            at.child("DocumentId"),
            expected,
            "none",
        );
    }
    strays(findings, business, at, false);
}

fn update(findings: &mut Findings, document: &Document, business: &Business, at: &Path<'_>) {
    if business.document_id.as_ref().is_none_or(String::is_empty) {
        findings.error(
            "update-names-nothing",
            at.child("DocumentId"),
            "the document updated",
            "none",
        );
    }
    let info = at.child("BussinessDocumentInfo");
    let Some(changes) = business
        .changes
        .as_ref()
        .filter(|c| c.document_changed || c.receivers_changed)
    else {
        findings.warn(
            "update-changes-nothing",
            info,
            "DocumentInfo or DocumentReceiver 1",
            "neither",
        );
        return;
    };
    let list = info.child("ReceiverList");
    if changes.receivers_changed == changes.receivers.is_empty() {
        let found = format!(
            "{} receivers with DocumentReceiver {}",
            changes.receivers.len(),
            u8::from(changes.receivers_changed)
        );
        findings.warn(
            "receiver-list",
            list,
            "receivers exactly when DocumentReceiver is 1",
            found,
        );
    }
    let addressed: HashSet<String> = document.to.iter().map(|to| agency_key(&to.id)).collect();
    for (i, receiver) in changes.receivers.iter().enumerate() {
        if receiver.added && !addressed.contains(&agency_key(&receiver.organ_id)) {
            let at = list.nth("Receiver", i);
            let found = format!("`{}`", receiver.organ_id);
            let rule = "added-receiver-not-addressed";
            findings.warn(rule, at.child("OrganId"), "one of the To", found);
        }
    }
}

/// Parts that only an update has.
fn strays(findings: &mut Findings, business: &Business, at: &Path<'_>, id_too: bool) {
    if business.changes.is_some() {
        stray(findings, &at.child("BussinessDocumentInfo"), "an update");
    }
    if id_too && business.document_id.is_some() {
        stray(findings, &at.child("DocumentId"), "a recall or update");
    }
}

fn stray(findings: &mut Findings, at: &Path<'_>, owner: &str) {
    findings.warn(
        "stray-part",
        at,
        format!("this part in {owner} only"),
        "it in another business",
    );
}
