//! Wrong input: a clear error, exit code 2 before anything runs or 3 when the target cannot be reached.

use std::io::Write as _;
use std::net::TcpListener;

use crate::program::Place;

fn told(arguments: &[&str], files: &[(&str, &str)], code: i32, words: &[&str]) {
    let place = Place::new();
    for (name, text) in files {
        place.write(name, text);
    }
    let ended = place.run(arguments);
    assert_eq!(
        ended.code, code,
        "{arguments:?}: {}\n{}",
        ended.out, ended.err
    );
    for word in words {
        assert!(
            ended.err.contains(word),
            "{arguments:?} does not say “{word}”: {}",
            ended.err
        );
    }
    assert!(
        !place.path("runs").exists() || code == 3,
        "something was run"
    );
}

#[test]
fn mistakes_on_the_command_line() {
    told(
        &["run", "--profile", "axes"],
        &[],
        2,
        &["axis", "document-system"],
    );
    told(
        &["run", "--tags", "@NO-SUCH-TAG"],
        &[],
        2,
        &["no scenario is selected", "lienthong scenarios"],
    );
    told(&["run", "--as-of", "2020-02-30"], &[], 2, &["2020-02-30"]);
    told(
        &["run", "--target", "missing.toml"],
        &[],
        2,
        &["missing.toml"],
    );
    told(&["replay", "nowhere", "x"], &[], 2, &["run.ndjson"]);
    told(&["report", "nowhere"], &[], 2, &["nowhere"]);
}

const FEATURE: &str = "Feature: F\n  @AX-SEND-01\n  Scenario: S\n    Given the Ministry of Justice is connected to the axis\n";

#[test]
fn mistakes_in_features_are_found_before_anything_runs() {
    let own = ["run", "--features", "own.feature"];
    let with = |line: &str| format!("{FEATURE}{line}\n");
    let cases: &[(&str, &[&str])] = &[
        (
            "    When the Ministry of Justice sends a documnet to nobody",
            &["own.feature:5", "unknown step", "nearest known step"],
        ),
        (
            "    Given it is 2020-02-30 10:00",
            &["own.feature:5", "a day and time that exist"],
        ),
        (
            "    Then the axis accepts it\n      | a |\n      | 1 |",
            &["own.feature:5", "takes no table"],
        ),
        (
            "    When the Ministry of Justice sends document A to Huế city with\n      | feld | value |\n      | a | b |",
            &["own.feature:5", "feld", "field, value"],
        ),
        (
            "    When the Ministry of Justice sends document A to Huế city with",
            &["own.feature:5", "needs a table"],
        ),
        (
            "    When the Ministry of Justice sends document A to Huế city with\n      | field | value |\n      | date | 2020/02/30 |",
            &["own.feature:5", "row 1 of the table", "2020/02/30"],
        ),
        (
            "    When the Ministry of Justice sends document A to Huế city with\n      | field | value |\n      | colour | red |",
            &[
                "own.feature:5",
                "unknown field “colour”",
                "known fields: number",
            ],
        ),
        (
            "  @AX-SEND-99\n  Scenario: T\n    Then the axis accepts it",
            &["unknown tag @AX-SEND-99", "nearest known tag: @AX-SEND"],
        ),
        ("  Szenario: T", &["own.feature", "not readable as Gherkin"]),
    ];
    for (line, words) in cases {
        told(&own, &[("own.feature", &with(line))], 2, words);
    }
}

#[test]
fn a_feature_of_the_users_own_may_be_vietnamese_and_decomposed() {
    let place = Place::new();
    let text = "# language: vi\nTính năng: Gửi\n  @AX-SEND-01\n  Tình huống: Gửi một văn bản\n    Biết Bộ Tư pháp đã kết nối với trục\n    Và tỉnh Lâm Đồng đã kết nối với trục\n    Khi Bộ Tư pháp gửi văn bản cho tỉnh Lâm Đồng\n    Thì trục chấp nhận\n";
    let decomposed = text
        .replace('ữ', "u\u{31b}\u{303}")
        .replace('ế', "e\u{302}\u{301}");
    place.write("own.feature", &decomposed);
    let run = place.run(&["run", "--features", "own.feature", "--report", "out"]);
    assert_eq!(run.code, 0, "{}\n{}", run.out, run.err);
}

const TARGET: &str = "[roles.axis]\nbinding = \"external\"\nunder_test = true\nurl = \"http://127.0.0.1:PORT\"\ndeadline = \"1s\"\n\
                      [[roles.axis.systems]]\nagency = \"000.00.00.G15\"\nname = \"Bộ Tư pháp\"\nsystem_id = \"G15\"\nsecret_env = \"LT_TEST_SECRET\"\n";

#[test]
fn mistakes_in_a_target_file() {
    let run = ["run", "--target", "target.toml"];
    told(&run, &[("target.toml", TARGET)], 2, &["target.toml"]);
    told(
        &run,
        &[("target.toml", &TARGET.replace("PORT", "9"))],
        2,
        &["LT_TEST_SECRET"],
    );
    told(
        &run,
        &[("target.toml", &TARGET.replace("external", "extrenal"))],
        2,
        &["target.toml:2", "extrenal"],
    );
}

/// A server that answers every connection in its own wrong way.
fn target_that(answer: fn(std::net::TcpStream)) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || listener.incoming().flatten().for_each(answer));
    port
}

fn external(port: u16) -> crate::program::Ended {
    let place = Place::new();
    place.write("target.toml", &TARGET.replace("PORT", &port.to_string()));
    let output = place
        .command(&["run", "--target", "target.toml"])
        .env("LT_TEST_SECRET", "s")
        .output();
    output.expect("the program starts").into()
}

#[test]
fn targets_that_are_not_there_are_inconclusive_and_something_else_is_a_wrong_address() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("an address")
        .port();
    let html = target_that(|stream| {
        answer_whole(stream, "text/html", "<html>It works!</html>");
    });
    let hang = target_that(|stream| {
        std::thread::spawn(move || {
            let mut byte = [0];
            while std::io::Read::read(&mut &stream, &mut byte).is_ok_and(|read| read > 0) {}
        });
    });
    let reset = target_that(drop);
    let huge = target_that(|mut stream| {
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{{"
        );
        std::thread::spawn(move || while stream.write_all(&[b' '; 65_536]).is_ok() {});
    });
    for (name, port, code) in [
        ("closed", closed, 3),
        ("html", html, 2),
        ("hang", hang, 3),
        ("reset", reset, 3),
        ("huge", huge, 3),
    ] {
        let ended = external(port);
        assert_eq!(ended.code, code, "{name}: {}\n{}", ended.out, ended.err);
        assert!(
            ended.err.contains("roles.axis"),
            "{name} names no field: {}",
            ended.err
        );
    }
}

/// Reads one request whole and answers it with this body.
fn answer_whole(mut stream: std::net::TcpStream, kind: &str, body: &str) {
    let mut reader = std::io::BufReader::new(&stream);
    let mut length = 0;
    let mut line = String::new();
    while std::io::BufRead::read_line(&mut reader, &mut line).is_ok_and(|read| read > 2) {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let _ = std::io::Read::read_exact(&mut reader, &mut vec![0; length]);
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
}

#[test]
fn an_axis_that_says_yes_to_everything_and_keeps_nothing_fails() {
    let yes = target_that(|stream| {
        answer_whole(
            stream,
            "application/json",
            r#"{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"1","data":[]}"#,
        );
    });
    let place = Place::new();
    let target = TARGET.replace("PORT", &yes.to_string());
    let second = "[[roles.axis.systems]]\nagency = \"000.00.00.H36\"\nname = \"UBND tỉnh Lâm Đồng\"\nsystem_id = \"H36\"\nsecret_env = \"LT_TEST_SECRET\"\n";
    place.write("target.toml", &format!("{target}{second}"));
    let output = place
        .command(&[
            "run",
            "--profile",
            "axis",
            "--target",
            "target.toml",
            "--report",
            "out",
            "--name",
            "sending/",
        ])
        .env("LT_TEST_SECRET", "s")
        .output();
    let ended: crate::program::Ended = output.expect("the program starts").into();
    assert_eq!(ended.code, 1, "{}\n{}", ended.out, ended.err);
    assert!(
        ended.out.contains("AX-SEND-01") && ended.out.contains("lienthong replay"),
        "{}",
        ended.out
    );
    let report = crate::program::report(&place.path("out"));
    assert_eq!(report["verdict"], "fail");
    let blamed = report["scenarios"]
        .as_array()
        .expect("scenarios")
        .iter()
        .filter(|row| row["verdict"] == "fail");
    assert!(blamed.clone().count() >= 5);
    assert!(
        blamed
            .clone()
            .all(|row| row["cause"] == "system-under-test"),
        "{report}"
    );
}

/// A full disk, played by the largest file the program may write.
#[cfg(target_os = "linux")]
#[test]
fn a_record_that_cannot_be_written_accuses_nobody() {
    let place = Place::new();
    let program = env!("CARGO_BIN_EXE_lienthong");
    let line =
        format!("trap '' XFSZ; ulimit -f 1000; exec '{program}' run --name sending --report out");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &line]).current_dir(place.path(""));
    let ended: crate::program::Ended = shell.output().expect("a shell").into();
    assert_eq!(ended.code, 3, "{}\n{}", ended.out, ended.err);
    assert!(
        ended.err.contains("could not be written to") && ended.err.contains("run.ndjson"),
        "{}",
        ended.err
    );
}
