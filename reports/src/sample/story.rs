//! The scenarios of the sample run and what happened in them.

use std::collections::BTreeMap;

use record::{Cause, Exchange, Failure, Message, ScenarioEntry, StepEntry, Verdict};

use super::{End, Told, at, text};

const JUSTICE: &str = "Bộ Tư pháp (000.00.00.G15)";
const AN_GIANG: &str = "UBND tỉnh An Giang (000.00.00.H01)";
const FIRST_ID: &str = "7d1c7f0e-1a35-4c0e-9f59-6f1f0c4f3a10";
const SECOND_ID: &str = "0b9a52c4-7a1c-44f1-8df8-2f0f8b9c1d77";
const PACKAGE: &str = include_str!("package.xml");

/// The scenarios, one of each kind.
pub(super) fn all() -> Vec<Told> {
    vec![
        told(
            "sending/an-accepted-package-gets-an-id",
            [
                "Gói tin hợp lệ được nhận và có mã",
                "An accepted package gets an id",
            ],
            &["AX-SND-01"],
            sending(false),
            pass(),
        ),
        told(
            "sending/sent-twice-same-id",
            ["Gửi hai lần, một mã văn bản", "Sent twice, one document id"],
            &["AX-SND-02"],
            sending(true),
            twice(),
        ),
        told(
            "sending/altered-on-the-way-1",
            ["Gói tin bị sửa một byte", "One byte is altered"],
            &["AX-SND-03"],
            damaged(),
            reset(),
        ),
        told(
            "fan-out/urgent-first",
            ["Văn bản khẩn đi trước", "Urgent before ordinary"],
            &["AX-FAN-02"],
            sending(false),
            ordinary_first(),
        ),
        told(
            "fan-out/one-for-each-receiver",
            ["Mỗi nơi nhận một bản", "One for each receiver"],
            &["AX-FAN-01"],
            sending(false),
            pass(),
        ),
        told(
            "directory/newly-registered",
            [
                "Cơ quan mới đăng ký có trong danh bạ",
                "A new agency is listed",
            ],
            &["AX-DIR-01"],
            Vec::new(),
            full_store(),
        ),
        told(
            "statistics/after-ninety-days",
            [
                "Thống kê sau chín mươi ngày",
                "Statistics after ninety days",
            ],
            &["AX-RET-01"],
            Vec::new(),
            no_clock(),
        ),
        told(
            "receiving/same-day-receipt",
            ["Báo nhận trong ngày", "Receipt on the same day"],
            &["DS-STA-01"],
            Vec::new(),
            None,
        ),
    ]
}

/// One that failed and then passed, and one that could not decide and then passed.
pub(super) fn flaky() -> Vec<Told> {
    let failed = told(
        "sending/now-and-then",
        ["Lúc được lúc không", "Now and then"],
        &["AX-SND-01", "AX-FAN-01"],
        sending(false),
        pass(),
    );
    let open = told(
        "sending/a-weak-line",
        ["Đường truyền yếu", "A weak line"],
        &["AX-DIR-01"],
        sending(false),
        pass(),
    );
    vec![
        Told {
            earlier: vec![(sending(true), twice())],
            ..failed
        },
        Told {
            earlier: vec![(damaged(), reset())],
            ..open
        },
    ]
}

fn pass() -> End {
    Some((Verdict::Pass, None, None))
}

fn twice() -> End {
    let expected = format!("the same DocId as the first time: {FIRST_ID}");
    let received = format!("another DocId: {SECOND_ID}\nso the receiver finds the document twice");
    let failure = failure(4, &expected, &received, Some(3));
    Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)))
}

fn ordinary_first() -> End {
    let failure = failure(
        4,
        "the urgent document first in the list",
        "the ordinary document first",
        Some(3),
    );
    Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)))
}

fn reset() -> End {
    let failure = failure(
        2,
        "an answer within 10 s",
        "no answer: connection reset by peer after 4 s",
        Some(2),
    );
    Some((Verdict::Inconclusive, Some(Cause::Network), Some(failure)))
}

fn full_store() -> End {
    let failure = failure(
        1,
        "a simulated agency that registers",
        "the simulated agency stopped: its store is full",
        None,
    );
    Some((Verdict::Error, Some(Cause::Simulator), Some(failure)))
}

fn no_clock() -> End {
    let failure = failure(
        0,
        "a target with a controllable clock",
        "the target has no controllable clock; add --wait to sit it out",
        None,
    );
    Some((
        Verdict::NotApplicable,
        Some(Cause::Configuration),
        Some(failure),
    ))
}

/// A scenario told with steps of the usual shape.
pub fn told(
    id: &str,
    [vi, en]: [&str; 2],
    requirements: &[&str],
    exchanges: Vec<Exchange>,
    end: End,
) -> Told {
    let stem = id.split('/').next().unwrap_or_default();
    let feature = match stem {
        "sending" => text("Gửi văn bản", "Sending a document"),
        "fan-out" => text("Chuyển đến nhiều nơi nhận", "Fan-out to several receivers"),
        "directory" => text("Danh bạ cơ quan", "The directory of agencies"),
        "statistics" => text("Thống kê", "Statistics"),
        _ => text("Nhận văn bản", "Receiving a document"),
    };
    let entry = ScenarioEntry {
        id: id.into(),
        feature,
        name: text(vi, en),
        file: format!("axis/{stem}.feature"),
        line: 12,
        requirements: requirements.iter().map(|id| (*id).to_owned()).collect(),
        steps: STEPS.iter().map(step).collect(),
    };
    Told {
        entry,
        exchanges,
        end,
        earlier: Vec::new(),
    }
}

/// Line, keyword and text of a step, each in both languages.
type Step = (usize, [&'static str; 2], [&'static str; 2]);

const STEPS: [Step; 6] = [
    (
        14,
        ["Cho", "Given"],
        [
            "Bộ Tư pháp và tỉnh An Giang đã đăng ký",
            "Bộ Tư pháp and An Giang are registered",
        ],
    ),
    (
        15,
        ["Và", "And"],
        [
            "một công văn:\n| số | 12 |\n| nơi nhận | An Giang |",
            "an official letter:\n| number | 12 |\n| to | An Giang |",
        ],
    ),
    (
        18,
        ["Khi", "When"],
        ["Bộ Tư pháp gửi công văn", "Bộ Tư pháp sends the letter"],
    ),
    (
        19,
        ["Và", "And"],
        [
            "Bộ Tư pháp gửi lại đúng gói tin đó",
            "Bộ Tư pháp sends the very same package again",
        ],
    ),
    (
        20,
        ["Thì", "Then"],
        [
            "trục trả lời đúng như yêu cầu",
            "the axis answers as required",
        ],
    ),
    (
        21,
        ["Và", "And"],
        [
            "An Giang thấy văn bản đúng một lần",
            "An Giang finds the document exactly once",
        ],
    ),
];

fn step((line, [keyword_vi, keyword_en], [vi, en]): &Step) -> StepEntry {
    StepEntry {
        keyword: text(keyword_vi, keyword_en),
        text: text(vi, en),
        line: *line,
    }
}

/// Why a scenario did not pass.
pub fn failure(step: usize, expected: &str, received: &str, exchange: Option<u32>) -> Failure {
    Failure {
        step,
        expected: expected.into(),
        received: received.into(),
        exchange,
    }
}

/// One document sent, once or twice, and the receiver's first look.
fn sending(twice: bool) -> Vec<Exchange> {
    let answer = |id: &str| {
        format!(r#"{{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"{id}"}}"#)
    };
    let list = r#"{"status":"OK","ErrorCode":"0","data":[{"code":"000.00.00.H01"}]}"#;
    let mut all = vec![
        exchange(1, JUSTICE, "getAgenciesList", "{}", Some(list)),
        exchange(2, JUSTICE, "sendEdoc", PACKAGE, Some(&answer(FIRST_ID))),
    ];
    if twice {
        all.push(exchange(
            3,
            JUSTICE,
            "sendEdoc",
            PACKAGE,
            Some(&answer(SECOND_ID)),
        ));
    }
    let next = u32::try_from(all.len()).unwrap_or(0) + 1;
    let empty = r#"{"status":"OK","ErrorCode":"0","data":[]}"#;
    all.push(exchange(
        next,
        AN_GIANG,
        "getReceivedEdocList",
        "",
        Some(empty),
    ));
    all
}

fn damaged() -> Vec<Exchange> {
    let mut lost = exchange(2, JUSTICE, "sendEdoc", PACKAGE, None);
    lost.fault = Some("request damaged: byte 4,096 of the body changed from 0x3C to 0x3D".into());
    lost.milliseconds = 4_012;
    vec![
        exchange(1, JUSTICE, "getAgenciesList", "{}", Some("{}")),
        lost,
    ]
}

/// One exchange with the axis.
pub fn exchange(
    number: u32,
    from: &str,
    operation: &str,
    body: &str,
    answer: Option<&str>,
) -> Exchange {
    Exchange {
        scenario: String::new(),
        number,
        step: usize::try_from(number).ok(),
        from: from.into(),
        to: "axis".into(),
        operation: operation.into(),
        at: at(i8::try_from(number % 60).unwrap_or(0)),
        milliseconds: 4,
        request: message(&format!("POST /XrdAdapter/adapter/{operation}"), body),
        response: answer.map(|answer| message("200 OK", answer)),
        fault: None,
    }
}

/// One half of an exchange.
pub fn message(line: &str, body: &str) -> Message {
    let headers = [
        ("content-type", "application/octet-stream"),
        ("XroadVnpt-systemid", "vxp.saas.03"),
        ("XroadVnpt-hash-header", "••••••"),
    ];
    Message {
        line: line.into(),
        headers: BTreeMap::from(headers.map(|(name, value)| (name.into(), value.into()))),
        body: body.into(),
        body_bytes: u64::try_from(body.len()).unwrap_or(u64::MAX),
        body_sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
    }
}

/// A further scenario that passed.
pub(super) fn passing(number: usize) -> Told {
    let names = [
        [
            "sending",
            "Gửi cho nhiều nơi nhận",
            "Sent to several receivers",
        ],
        [
            "fan-out",
            "Mỗi nơi nhận một văn bản truyền",
            "One transport document each",
        ],
        [
            "directory",
            "Tra cứu cơ quan theo mã cũ",
            "An agency found by its former code",
        ],
    ];
    let [stem, vi, en] = names[number % names.len()];
    let id = format!("{stem}/passing-{number}");
    let requirement = ["AX-SND-01", "AX-FAN-01", "AX-DIR-01"][number % names.len()];
    let mut exchanges = sending(true);
    exchanges.extend((5..8).map(|n| exchange(n, AN_GIANG, "getEdoc", "{}", Some("{}"))));
    let pass = Some((Verdict::Pass, None, None));
    told(
        &id,
        [&format!("{vi} ({number})"), &format!("{en} ({number})")],
        &[requirement],
        exchanges,
        pass,
    )
}
