//! Tags that say what a scenario needs, beside the identifiers of requirements.

use std::collections::HashSet;

/// Known tags with what they mean.
pub const TAGS: &[(&str, &str)] = &[
    (
        "embedded",
        "needs what only the embedded axis offers; not applicable to an external one",
    ),
    (
        "clock",
        "moves the clock; not applicable to a system with a clock of its own",
    ),
    (
        "on-disk",
        "keeps the store of the embedded axis on disk: to kill and restart it, or to spare memory",
    ),
    (
        "directory",
        "registers or closes agencies; not applicable where the target does not allow it",
    ),
    (
        "slow",
        "waits on purpose for some seconds of real time, so it is begun first",
    ),
    (
        "large",
        "moves many megabytes, so nothing else runs beside it",
    ),
    (
        "lgsp",
        "speaks the LGSP REST face; not applicable to an axis without it",
    ),
];

/// Whether a tag is one of [`TAGS`].
#[must_use]
pub fn is_known(tag: &str) -> bool {
    TAGS.iter().any(|(known, _)| *known == tag)
}

/// A hint naming the known tag or requirement that reads most like `tag`.
#[must_use]
pub fn nearest(tag: &str, requirements: &HashSet<String>) -> String {
    let known = TAGS
        .iter()
        .map(|(known, _)| *known)
        .chain(requirements.iter().map(String::as_str));
    known
        .map(|known| (strsim::jaro_winkler(known, tag), known))
        .max_by(|(left, a), (right, b)| left.total_cmp(right).then(b.cmp(a)))
        .map(|(_, known)| format!("nearest known tag: @{known}"))
        .unwrap_or_default()
}
