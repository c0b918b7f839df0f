//! The receivers a send names: reading the header `to`, resolving codes, refusing what cannot be delivered.

use std::collections::HashSet;

use super::directory::Directory;
use super::parcel::Receiver;
use super::refusal::Refusal;

/// The codes of a header `to`, and whether it was no proper JSON array of text.
///
/// A JSON array is expected; as in the field's own lenient parser, quotes and brackets may be missing (domain §6.5).
pub fn parse_header(to: &str) -> (Vec<String>, bool) {
    if let Ok(codes) = serde_json::from_str::<Vec<String>>(to) {
        return (codes, false);
    }
    let inner = to.trim().trim_start_matches('[').trim_end_matches(']');
    let codes = inner
        .split(',')
        .map(|code| code.trim().trim_matches(['"', '\'']).trim().to_owned())
        .filter(|code| !code.is_empty())
        .collect();
    (codes, true)
}

/// Resolves codes; one unknown, closed or repeated agency refuses them all.
pub fn resolve(directory: &Directory, codes: &[String]) -> Result<Vec<Receiver>, Refusal> {
    let mut unknown = Vec::new();
    let mut closed = Vec::new();
    let mut receivers = Vec::with_capacity(codes.len());
    for written in codes {
        match directory.find(written) {
            None => unknown.push(written.clone()),
            Some(entry) if entry.record.closed => closed.push(written.clone()),
            Some(entry) => receivers.push(Receiver {
                agency: entry.id,
                code: entry.record.code.clone(),
                written: written.clone(),
            }),
        }
    }
    if let Some(refusal) = Refusal::receivers(&unknown, &closed) {
        return Err(refusal);
    }
    let mut seen = HashSet::new();
    match receivers
        .iter()
        .find(|receiver| !seen.insert(receiver.agency))
    {
        Some(twice) => Err(Refusal::standard(format!(
            "Don vi nhan bi lap: {}, moi don vi nhan chi ghi mot lan",
            twice.written
        ))),
        None => Ok(receivers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_as_the_field_writes_them() {
        let two = vec!["000.00.00.H41".to_owned(), "H37".to_owned()];
        assert_eq!(
            parse_header(r#"["000.00.00.H41","H37"]"#),
            (two.clone(), false)
        );
        assert_eq!(parse_header("[000.00.00.H41, H37]"), (two.clone(), true));
        assert_eq!(parse_header("['000.00.00.H41','H37']"), (two, true));
        assert_eq!(parse_header("H37"), (vec!["H37".to_owned()], true));
        assert_eq!(parse_header("[]"), (Vec::new(), false));
        assert_eq!(parse_header(" "), (Vec::new(), true));
    }
}
