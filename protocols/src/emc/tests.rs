use proptest::prelude::*;

use super::beacon::host;
use super::personal::named;
use super::*;

fn progress() -> Progress {
    Progress {
        dossier: "000.00.00.H49-261122-0001".into(),
        site: 33,
        procedure: "1.900001".into(),
        procedure_name: "Đổi giấy phép lái xe".into(),
        stage: Stage::Received,
        reception: Reception::Online,
        payment: Payment::Online,
        level: Level::Full,
        from_portal: true,
        post: Post::VnPost,
        data: String::new(),
        user: User {
            local: "9b1f".into(),
            national: "9b1f".into(),
            kind: "2".into(),
            location: "22".into(),
        },
    }
}

#[test]
fn keys_in_camel_case_and_numbers_as_text_are_read() {
    // As an integrator's HTTP library writes it: first letters lowered, every value a text.
    let body = br#"{"codeProfile":"H49-1","siteId":"33","codeTTHC":"1.0","maHoSo":"H49-1","status":"3","formsReception":"2",
        "formsPayments":"0","level":"4","isFromDVCQG":"0","isDVCBC":"1","user":"{\"ID_local\":\"x\",\"ID_QG\":\"x\",\"TYPE\":\"1\",\"LOCATION\":\"38\"}"}"#;
    let (read, findings) = Progress::read(body).expect("readable");
    assert_eq!(findings, []);
    assert_eq!(
        (read.site, read.stage, read.reception),
        (33, Stage::Returned, Reception::Direct)
    );
    assert_eq!(read.user.location, "38");
}

#[test]
fn a_personal_number_in_the_user_is_found_and_not_repeated() {
    let mut message = progress();
    message.user.local = "000190012345".into();
    let (_, findings) = Progress::read(message.write().to_string().as_bytes()).expect("readable");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].rule, "personal-number");
    assert!(!findings[0].to_string().contains("000190012345"));
}

#[test]
fn json_inside_a_string_that_is_no_json_is_a_finding() {
    let mut value = progress().write();
    value["User"] = "ID_local=1".into();
    let (read, findings) = Progress::read(value.to_string().as_bytes()).expect("readable");
    assert_eq!(findings[0].rule, "user-not-json");
    assert_eq!(read.user, User::default());
}

#[test]
fn what_cannot_be_counted_is_refused_with_the_field() {
    for (field, bad) in [
        ("SiteId", "x"),
        ("Status", "7"),
        ("FormsReception", "3"),
        ("CodeTTHC", ""),
    ] {
        let mut value = progress().write();
        value[field] = bad.into();
        let error = Progress::read(value.to_string().as_bytes()).expect_err(field);
        assert_eq!(error.field, field);
    }
    for body in ["", "[]", "7", "{", "null"] {
        assert_eq!(
            Progress::read(body.as_bytes()).expect_err(body).field,
            "body"
        );
    }
}

#[test]
fn statuses_map_as_integrators_map_them() {
    let stages: Vec<u8> = (1..=10)
        .map(|status| Stage::of_status(status).number())
        .collect();
    assert_eq!(stages, [1, 1, 0, 2, 0, 0, 0, 0, 3, 3]);
}

#[test]
fn personal_data_is_told_from_codes() {
    assert_eq!(
        named("https://x.vn/tra-cuu?cccd=000190012345"),
        Some("personal-number")
    );
    assert_eq!(named("so=012345678"), Some("personal-number"));
    assert_eq!(named("tel=0000123456"), Some("personal-phone"));
    assert_eq!(named("mail=an%40thu.example"), Some("personal-mail"));
    for clean in [
        "",
        "/ho-so/000.00.00.H49-261122-0001",
        "1.900001",
        "v=20261122",
        "1234567890123",
        "a@b",
        "phiên-bản 12",
    ] {
        assert_eq!(named(clean), None, "{clean}");
    }
}

#[test]
fn hosts_are_read_as_browsers_read_them() {
    assert_eq!(
        host("https://DichVuCong.example:8443/a?b"),
        Some("dichvucong.example:8443".into())
    );
    assert_eq!(
        host("https://good.example@evil.example/"),
        Some("evil.example".into())
    );
    assert_eq!(
        host("https://good.example\\@evil.example/"),
        Some("good.example".into())
    );
    assert_eq!(host("javascript://x"), None);
    assert_eq!(host("dichvucong.example"), None);
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 ./?=&%-]{0,40}"
}

proptest! {
    #[test]
    fn a_beacon_survives_the_wire(site: u32, url in text(), referrer in text(), title in text(), extra in text(),
            visitor in "[0-9a-f]{16}", view in "[a-z0-9]{0,6}", service: bool, submitted: bool) {
        let seen = if service {
            let outcome = if submitted { Outcome::Submitted } else { Outcome::NotSubmitted };
            Seen::Service { procedure: "1.900001".into(), outcome, extra }
        } else {
            Seen::Page
        };
        let beacon = Beacon { site, url, referrer, title, visitor, view, seen };
        let pairs: Vec<_> = beacon.parameters().into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        let (read, _) = Beacon::read(&pairs).expect("readable");
        prop_assert_eq!(read, beacon);
    }

    #[test]
    fn a_message_survives_the_wire(site: u32, stage in 0..5u8, reception in 1..3u8, payment in 0..3u8, level in 0..5u8, post in 0..3u8, from_portal: bool) {
        let message = Progress {
            site,
            stage: Stage::from_number(stage).expect("a stage"),
            reception: Reception::from_number(reception).expect("a reception"),
            payment: Payment::from_number(payment).expect("a payment"),
            level: Level::from_number(level).expect("a level"),
            post: Post::from_number(post).expect("a post"),
            from_portal,
            ..progress()
        };
        let (read, findings) = Progress::read(message.write().to_string().as_bytes()).expect("readable");
        prop_assert_eq!(findings, vec![]);
        prop_assert_eq!(read, message);
    }

    #[test]
    fn no_bytes_crash_the_reader(bytes: Vec<u8>, text in ".{0,200}") {
        let _ = Progress::read(&bytes);
        let _ = named(&text);
        let _ = host(&text);
    }
}
