use proptest::prelude::*;

use super::*;
use crate::vxp;

const RECORDED: &str = include_str!("../../../../fixtures/vxp/recorded-requests.txt");

/// One recorded request of our small fixture format: a line `== operation`, then `Name: value` lines.
fn recorded() -> Vec<(String, Vec<(String, String)>)> {
    let mut requests: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in RECORDED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(operation) = line.strip_prefix("== ") {
            requests.push((operation.into(), Vec::new()));
        } else if let (Some((name, value)), Some((_, headers))) =
            (line.split_once(": "), requests.last_mut())
        {
            headers.push((name.into(), value.into()));
        }
    }
    requests
}

fn pairs(headers: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> + Clone {
    headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
}

fn block() -> Vec<(String, String)> {
    [
        ("systemid", "S.1"),
        ("to", r#"["000.00.00.H41"]"#),
        ("timestamp", "t"),
        ("Content-Type", "application/json"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

#[test]
fn the_operators_library_is_understood() {
    let requests = recorded();
    assert_eq!(requests.len(), 3);
    for (operation, headers) in &requests {
        let verified = verify_all(pairs(headers), "secret123")
            .unwrap_or_else(|error| panic!("{operation}: {error}"));
        assert_eq!(verified.get("SYSTEMID"), Some("TEST.SYS"));
        assert!(vxp::operation(operation).is_some());
        for rule in vxp::operation(operation).map_or(&[][..], |known| known.headers) {
            assert!(
                !rule.required || verified.get(rule.name).is_some(),
                "{operation} {}",
                rule.name
            );
        }
        assert_eq!(
            verify_all(pairs(headers), "secret124"),
            Err(SignatureError::Mismatch)
        );
    }
}

#[test]
fn our_own_block_equals_the_librarys() {
    for (operation, headers) in recorded() {
        let verified = verify_all(pairs(&headers), "secret123").expect("verified");
        let mut ours = sign(verified.headers(), "secret123");
        let mut theirs: Vec<_> = headers
            .into_iter()
            .filter(|(name, _)| name.starts_with(vxp::PREFIX) || name == "Content-Type")
            .collect();
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs, "{operation}");
    }
}

#[test]
fn the_unpadded_file_hash_of_the_recording() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/edxml/edoc.edxml");
    let Ok(package) = std::fs::read(path) else {
        return;
    };
    let (_, headers) = recorded()
        .into_iter()
        .find(|(operation, _)| operation == "sendEdoc")
        .expect("recorded");
    let verified = verify_all(pairs(&headers), "secret123").expect("verified");
    let hash = verified.get("hash-file").expect("signed");
    assert!(hash.len() < 64);
    assert!(vxp::file_hash_matches(hash, &package));
    assert_eq!(vxp::file_hash_unpadded(&package), hash);
}

#[test]
fn secrets_stay_out_of_debug_text() {
    let credentials = Credentials {
        system_id: "S.1".into(),
        secret: "hush".into(),
    };
    assert_eq!(
        format!("{credentials:?}"),
        r#"Credentials { system_id: "S.1", secret: "***" }"#
    );
}

#[test]
fn a_header_twice_is_refused_whatever_its_case() {
    let mut wire = sign(&block(), "s");
    wire.push(("xroadvnpt-TO".into(), r#"["000.00.00.H42"]"#.into()));
    assert_eq!(
        verify_all(pairs(&wire), "s"),
        Err(SignatureError::Duplicate("xroadvnpt-TO".into()))
    );
}

#[test]
fn a_name_twice_in_the_signed_text_is_refused() {
    let text =
        r#"{"XroadVnpt-systemid":"S.1","XroadVnpt-SystemId":"S.2","XroadVnpt-timestamp":"t"}"#;
    let wire = [
        ("XroadVnpt-systemid", "S.1"),
        ("XroadVnpt-timestamp", "t"),
        (SIGN_HEADER_KEY, "systemid;SystemId;timestamp"),
        (SIGN_HEADER, text),
        (HASH_HEADER, &header_hash(text, "s")),
    ];
    assert_eq!(
        verify_all(wire.into_iter(), "s"),
        Err(SignatureError::NotJson)
    );
}

#[test]
fn what_must_be_signed_is_missed() {
    for absent in ["systemid", "timestamp"] {
        let logical: Vec<_> = block()
            .into_iter()
            .filter(|(name, _)| name != absent)
            .collect();
        let error = verify_all(pairs(&sign(&logical, "s")), "s").expect_err(absent);
        assert!(error.to_string().contains(absent), "{error}");
    }
}

fn logical() -> impl Strategy<Value = Vec<(String, String)>> {
    let value = "[ -~À-ỹ]{0,40}";
    prop::collection::btree_map("[a-z][a-z-]{0,12}", value, 0..6).prop_map(|extra| {
        let mut all = block();
        all.extend(
            extra
                .into_iter()
                .filter(|(name, _)| {
                    !block()
                        .iter()
                        .any(|(known, _)| known.eq_ignore_ascii_case(name))
                })
                .filter(|(name, _)| {
                    !["sign-header", "sign-header-key", "hash-header", "version"]
                        .contains(&name.as_str())
                }),
        );
        all
    })
}

proptest! {
    #[test]
    fn what_was_signed_verifies(logical in logical(), secret in ".{0,80}") {
        let wire = sign(&logical, &secret);
        let verified = verify_all(pairs(&wire), &secret).expect("our own block");
        prop_assert_eq!(verified.headers(), &logical[..]);
    }

    #[test]
    fn case_and_order_of_real_headers_do_not_matter(logical in logical(), rotate: prop::sample::Index, upper: bool) {
        let mut wire = sign(&logical, "s");
        let by = rotate.index(wire.len());
        wire.rotate_left(by);
        for (name, _) in &mut wire {
            *name = if upper { name.to_uppercase() } else { name.to_lowercase() };
        }
        prop_assert!(verify_all(pairs(&wire), "s").is_ok());
    }

    /// The sender's map order is the sender's affair: any order verifies as long as the text was signed as sent.
    #[test]
    fn the_order_inside_the_signed_text_is_irrelevant(logical in logical().prop_shuffle()) {
        let wire = sign(&logical, "s");
        prop_assert!(verify_all(pairs(&wire), "s").is_ok());
    }

    #[test]
    fn any_altered_byte_is_noticed(logical in logical(), header: prop::sample::Index, at: prop::sample::Index, with in b'!'..b'~') {
        let mut wire = sign(&logical, "s");
        wire.retain(|(name, _)| name.starts_with(PREFIX) && name != VERSION_HEADER);
        let header = header.index(wire.len());
        let (name, value) = &mut wire[header];
        let mut bytes = value.clone().into_bytes();
        if bytes.is_empty() { bytes.push(with) } else {
            let at = at.index(bytes.len());
            if !bytes[at].is_ascii() || bytes[at] == with { return Ok(()) }
            // Hex digits and listed names are compared without regard to case: that is no alteration.
            if bytes[at].eq_ignore_ascii_case(&with) && (name == HASH_HEADER || name == SIGN_HEADER_KEY) { return Ok(()) }
            // A doubled separator lists the same names; a blank at either end is not part of a header's value.
            if name == SIGN_HEADER_KEY || bytes[at] == b' ' { return Ok(()) }
            bytes[at] = with;
        }
        let Ok(altered) = String::from_utf8(bytes) else { return Ok(()) };
        *value = altered;
        prop_assert!(verify_all(pairs(&wire), "s").is_err());
    }

    #[test]
    fn anything_at_all_is_answered_not_panicked_at(text in ".{0,200}", key in ".{0,60}") {
        let hash = header_hash(&text, "s");
        let wire = [(SIGN_HEADER, text.as_str()), (SIGN_HEADER_KEY, &key), (HASH_HEADER, &hash)];
        prop_assert!(verify_all(wire.into_iter(), "s").is_err());
    }
}
