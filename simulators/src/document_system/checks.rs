//! What a clerk's software checks before a document may be accepted: address, completeness, integrity
//! (QĐ 28/2018/QĐ-TTg Art. 9.1; NĐ 30/2020/NĐ-CP Art. 21.2.a).

use protocols::attachments;
use protocols::edxml::{self, Document, Limits, Severity, Tolerance, ToleranceKind};

use crate::Identity;

/// Everything that forbids accepting this document; empty when it may be accepted.
pub(super) fn problems(
    document: &Document,
    tolerated: &[Tolerance],
    identity: &Identity,
    first_receiver_only: bool,
    limits: &Limits,
) -> Vec<String> {
    let mut found = Vec::new();
    let considered = if first_receiver_only { 1 } else { usize::MAX };
    if !document
        .to
        .iter()
        .take(considered)
        .any(|to| identity.answers_to(&to.id))
    {
        found.push(format!(
            "sai địa chỉ: văn bản không gửi cho {}",
            identity.code
        ));
    }
    if marked_secret(document) {
        found.push("văn bản mật không được gửi qua trục".into());
    }
    let missing = tolerated
        .iter()
        .filter(|one| one.kind == ToleranceKind::ManifestMismatch);
    found.extend(missing.map(|one| format!("thiếu tệp: {}", one.detail)));
    for attachment in &document.attachments {
        let damages = attachments::inspect(attachment);
        found.extend(
            damages
                .iter()
                .map(|damage| format!("tệp {} hỏng: {damage}", attachment.name)),
        );
        if damages.is_empty()
            && let Err(error) = attachments::unpack(attachment, limits)
        {
            found.push(format!("tệp {} không mở được: {error}", attachment.name));
        }
    }
    let errors = edxml::check(document)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error);
    found.extend(errors.map(|finding| {
        format!(
            "{}: cần {}, có {}",
            finding.at, finding.expected, finding.found
        )
    }));
    found
}

/// Whether the package says of itself that it holds a state secret. The format has no field for it; producers use the
/// circle of circulation or the kind's name.
pub(super) fn marked_secret(document: &Document) -> bool {
    let sphere = document
        .other
        .as_ref()
        .and_then(|other| other.sphere.as_deref());
    let kind = document.kind.as_ref().and_then(|kind| kind.name.as_deref());
    let secret = |text: &str| {
        let text = text.trim().to_lowercase();
        ["mật", "tối mật", "tuyệt mật"].contains(&text.as_str())
    };
    sphere.is_some_and(secret) || kind.is_some_and(secret)
}
