use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::json;

use super::fees::fee;
use super::*;

#[test]
fn the_fee_changes_at_new_year_2026_for_those_who_apply_online() {
    let dong = |on: Date, online| fee(on, online).map(|row| row.dong);
    assert_eq!(dong(date(2025, 12, 31), true), Some(115_000));
    assert_eq!(dong(date(2026, 1, 1), true), Some(135_000));
    assert_eq!(dong(date(2025, 12, 31), false), Some(135_000));
    assert_eq!(dong(date(2023, 11, 30), true), Some(135_000));
    assert_eq!(dong(date(2023, 12, 1), true), Some(115_000));
    assert_eq!(dong(date(2019, 12, 8), true), None);
}

#[test]
fn minutes_are_no_months() {
    assert_eq!(dates::read_day("1990-02-03"), Some(date(1990, 2, 3)));
    for bad in [
        "1990-45-03",
        "03/02/1990",
        "1990-2-3",
        "1990-02-30",
        "",
        "1990-02-03x",
        "１９９０-02-03",
    ] {
        assert_eq!(dates::read_day(bad), None, "{bad}");
    }
    assert_eq!(
        dates::read_moment("22/11/2026 15:04:05"),
        Some(date(2026, 11, 22).at(15, 4, 5, 0))
    );
    assert_eq!(dates::read_moment("22/11/2026 03:04:05 PM"), None);
    assert_eq!(dates::read_older_day("2026-11-22"), None);
}

#[test]
fn a_call_that_cannot_be_read_names_its_field() {
    let read = |body| Ask::read(&body).map(|_| ()).map_err(|error| error.field);
    assert_eq!(read(json!([])), Err("body"));
    assert_eq!(read(json!({"service": "XoaHoSo"})), Err("service"));
    assert_eq!(
        read(json!({"service": "TraCuuHoSo", "donViXuLy": "H49"})),
        Err("mahoso")
    );
    let list = |from: &str, to: &str| json!({"service": "DanhSachHoSo", "donViXuLy": "H49", "ngayNhan1": from, "ngayNhan2": to});
    assert_eq!(read(list("01/11/2026", "2026-11-02")), Err("ngayNhan1"));
    assert_eq!(read(list("2026-11-03", "2026-11-02")), Err("ngayNhan1"));
    assert_eq!(read(list("2026-11-01", "2026-11-02")), Ok(()));
}

#[test]
fn error_codes_are_read_in_every_shape() {
    for (shape, ok) in [
        (json!(0), true),
        (json!("0"), true),
        (json!("00"), true),
        (json!(-1), false),
    ] {
        let answer = Answer::read(&json!({"error_code": shape})).expect("readable");
        assert_eq!(answer.is_ok(), ok);
    }
    assert_eq!(Answer::read(&json!({"message": "Thành công"})), None);
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-z0-9.][A-Za-z0-9. /-]{0,20}[A-Za-z0-9]"
}

fn days() -> impl Strategy<Value = Date> {
    (2018i16..2031, 1i8..13, 1i8..29).prop_map(|(y, m, d)| date(y, m, d))
}

proptest! {
    #[test]
    fn calls_survive_the_wire(unit in words(), code in words(), a in days(), b in days(), which in 0..7) {
        let ask = match which {
            0 => Ask::List { unit, from: a.min(b), to: a.max(b) },
            1 => Ask::Detail { unit, code },
            2 => Ask::Status { unit, code, status: 4 },
            3 => Ask::Licence { number: unit, id: code },
            4 => Ask::TakeBack { unit, code, card: "AA000001".into() },
            5 => Ask::Submit(feed::Submission { unit, id: code, ..feed::Submission::default() }),
            _ => Ask::File { path: code },
        };
        let read = Ask::read(&ask.write("s-1")).expect("readable");
        prop_assert_eq!(read, ("s-1".to_owned(), ask));
    }

    #[test]
    fn older_calls_survive_the_wire(start in -1i64..500, end in -1i64..500, agency in words(), key in words(), day in days()) {
        let ask = older::Ask { start, end, agency, key, from: Some(day), to: None };
        let pairs: Vec<_> = ask.parameters().into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        prop_assert_eq!(older::Ask::read(&pairs), Ok(ask));
    }

    #[test]
    fn applications_survive_the_wire(name in "\\PC{0,30}", number in "[0-9]{12}", path in words()) {
        let application = Application {
            applicant: name.clone(),
            form: Form {
                name,
                held: vec![Held { number, ..Held::default() }],
                attached: vec![Attached { path, ..Attached::default() }],
                ..Form::default()
            },
            ..Application::default()
        };
        let text = serde_json::to_string(&application).expect("written");
        prop_assert_eq!(serde_json::from_str::<Application>(&text).expect("read"), application);
    }
}
