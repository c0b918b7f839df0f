use super::*;

#[test]
fn the_table_can_be_read_and_is_well_kept() {
    let rows = read(TABLE).expect("temperaments.toml");
    let mut ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rows.len(), "an id stands twice");
    for row in &rows {
        assert!(
            row.id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            row.id
        );
        assert!(
            !row.title_vi.is_empty() && !row.title_en.is_empty() && !row.rule.is_empty(),
            "{}",
            row.id
        );
        assert!(
            row.source.starts_with("domain §") || row.source.starts_with("QĐ "),
            "{}: {}",
            row.id,
            row.source
        );
        assert_eq!(
            row.habits == Habits::default(),
            row.id == "sound",
            "{} sets nothing",
            row.id
        );
    }
}

#[test]
fn two_at_once_set_the_knobs_of_both() {
    let both = find("trailing-crlf")
        .expect("known")
        .and(&find("stale-timestamp").expect("known"));
    assert!(both.habits.transport.trailing_crlf && both.habits.transport.timestamp_once);
    assert_eq!(both.id, "trailing-crlf + stale-timestamp");
    let worse = both.and(&find("duplicates-fail").expect("known"));
    assert!(
        worse.habits.conduct.duplicates_fail
            && worse.habits.transport.trailing_crlf
            && !worse.allowed
    );
}

#[test]
fn an_unknown_name_tells_the_nearest() {
    assert_eq!(
        named("Stale timestamp").map(|found| found.id).as_deref(),
        Some("stale-timestamp")
    );
    let error = find("duplicate-fail").expect_err("not a name");
    insta::assert_snapshot!(error, @r#"expected a temperament, got "duplicate-fail"; did you mean "duplicates-fail"?"#);
    assert_eq!(find("zzz").expect_err("not a name").nearest, None);
}

#[test]
fn a_knob_that_does_not_exist_is_refused() {
    let row = "[[temperament]]\nid='x'\nvi='x'\nen='x'\nsource='x'\nallowed=true\nrule='x'\nsets.transport.pad=true";
    let error = read(row).expect_err("no such knob").to_string();
    assert!(error.contains("pad"), "{error}");
}

#[test]
fn the_list_people_choose_from() {
    let list: Vec<String> = all()
        .iter()
        .map(|row| {
            format!(
                "{} {:<26} {}",
                if row.allowed { "+" } else { "-" },
                row.id,
                row.title_en
            )
        })
        .collect();
    insta::assert_snapshot!(list.join("\n"), @r"
    + sound                      sound: follows every rule
    + sdk-unpadded-hash          file hash without leading zeros, as the SDK computes it
    + trailing-crlf              CRLF after the package, outside the hash
    + sdk                        the operator's Java SDK: unpadded hash, CRLF, one timestamp, leaking headers
    + stale-timestamp            one timestamp for the whole life of the client
    + leaking-headers            headers of earlier calls reappear in later ones
    + lower-case-docid           `docid` for `docId`
    - numeric-acknowledgement    business codes in updateStatus
    - garbage-is-empty           takes a garbled list for an empty one
    - clock-ahead                clock one hour ahead
    - clock-behind               clock one hour behind
    + dotnet                     the .NET sample's XML: element order, attributes, empty DigitalSignature
    + no-prefix                  no namespace prefix on any element
    - junk-before-declaration    stray characters before the XML declaration
    + byte-order-mark            byte order mark before the XML declaration
    + classic-id                 document id of issuer, date and code
    - hyphen-date-id             classic document id with a hyphenated date
    + no-business                business part missing
    - no-trace-organ             trace header without organisation
    - text-null-trace            the text null as organisation of the trace header
    + empty-response-for         an empty ResponseFor in an ordinary document
    - collapsed-priority         every urgency becomes plain urgent
    - shifted-priority           urgency one too high
    + zips-everything            every attachment zipped
    - zip-as-pdf                 a ZIP declared as what it contains
    - mislabelled-xls            spreadsheets raw under the misspelt types xsl and xslx
    - binary-through-text        binary attachments passed through a text string
    - one-digit-status           status 1 for 01
    + no-staff                   status without StaffInfo
    - hyphen-date-answers        statuses name the document by a rebuilt, hyphenated id
    - empty-answer-status        statuses with an empty ResponseFor
    + no-window                  polls everything that waits, without a window
    - same-day-window            forgets that the window's end is exclusive
    - month-window               asks for thirty days at once
    - forgetful-cursor           moves on after a partial failure
    - duplicates-fail            acknowledges duplicates as fail, so they come forever
    - repeats-changes            stores changes again at every delivery
    - never-refuses              keeps refusals to itself
    - no-arrival-notice          no automatic notice of arrival
    - skips-steps                reports the end without the steps before it
    - never-acks-changes         never acknowledges kinds other than new
    - never-acks-orphans         never acknowledges statuses without a document
    - repeated-status-fails      acknowledges a repeated status as fail
    - first-receiver-only        sees only the first receiver
    - matches-without-year       matches statuses by number and notation alone
    - recall-by-status-only      knows recall only as status 13
    - recall-by-document-only    knows recall only as a document of type 1
    + recalls-by-document        recalls by a document of type 1
    - accepts-unchecked          accepts damaged and misdirected documents
    - sends-late                 sends two working days after signing
    - no-priority-queue          urgent documents queue like ordinary ones
    ");
}
