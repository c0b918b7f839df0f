//! `lienthong doctor`, and the same checks before a run.

use std::net::TcpListener;

use crate::program::{Ended, Place};

const TARGET: &str = r#"[roles.axis]
binding = "external"
under_test = true
url = "http://127.0.0.1:PORT"
deadline = "2s"
lgsp_path = ""

[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "G15"
secret_env = "LT_TEST_SECRET"

[[roles.axis.systems]]
agency = "000.00.00.H37"
name = "UBND tỉnh Lạng Sơn"
system_id = "H37"
secret_env = "LT_OTHER_SECRET"
"#;

/// A port nobody listens at.
fn closed() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

fn with_secrets(place: &Place, arguments: &[&str]) -> Ended {
    let mut command = place.command(arguments);
    command
        .env("LT_TEST_SECRET", "s3cret-of-g15")
        .env("LT_OTHER_SECRET", "s3cret-of-h37");
    command.output().expect("the program starts").into()
}

#[test]
fn without_a_target_only_this_machine_is_checked() {
    let place = Place::new();
    let ended = place.run(&["doctor"]);
    assert_eq!(ended.code, 0, "{}\n{}", ended.out, ended.err);
    assert!(
        ended
            .out
            .contains("every role is played by Lienthong itself"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("0 wrong, 0 warnings"), "{}", ended.out);
    assert!(!place.path("runs").exists(), "no scenario runs");
}

#[test]
fn a_wrong_file_is_told_in_both_languages() {
    let place = Place::new();
    let port = closed().to_string();
    let text = TARGET.replace("\"2s\"", "\"soon\"").replace("PORT", &port);
    place.write("target.toml", &text);
    let told = |lang: &str| {
        let ended = place.run(&["doctor", "--target", "target.toml", "--lang", lang]);
        assert_eq!(ended.code, 2, "{}\n{}", ended.out, ended.err);
        ended.out.replace(&port, "PORT")
    };
    insta::assert_snapshot!("a_wrong_file_en", told("en"));
    insta::assert_snapshot!("a_wrong_file_vi", told("vi"));
}

#[test]
fn an_axis_that_is_down_is_no_fault_of_the_file() {
    let place = Place::new();
    place.write(
        "target.toml",
        &TARGET.replace("PORT", &closed().to_string()),
    );
    let ended = with_secrets(&place, &["doctor", "--target", "target.toml", "--json"]);
    assert_eq!(ended.code, 3, "{}\n{}", ended.out, ended.err);
    let told: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!((&told["exit"], &told["wrong"]), (&3.into(), &1.into()));
    let findings = told["findings"].as_array().expect("findings");
    let wrong = findings
        .iter()
        .find(|finding| finding["severity"] == "wrong");
    let wrong = wrong.expect("one");
    assert_eq!(wrong["field"], "roles.axis.url");
    assert_eq!(wrong["line"], 4);
    assert_eq!(wrong["cause"], "network");
    let run = with_secrets(&place, &["run", "--target", "target.toml"]);
    assert_eq!(run.code, 3, "{}\n{}", run.out, run.err);
    assert!(
        run.err.contains("target.toml:4: roles.axis.url"),
        "{}",
        run.err
    );
    assert!(!place.path("runs").exists(), "no record was begun");
}
