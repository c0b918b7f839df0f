//! Round trips, hostile bodies, the mistakes of the field.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn sound() -> Value {
    json!({
        "MaHoSo": "000.00.00.H49-261120-0001", "MaTTHC": "1.002820", "TenTTHC": "Đổi giấy phép lái xe",
        "MaLinhVuc": "G09-GT01", "TenLinhVuc": "Đường bộ", "NgayTiepNhan": "20261120093000",
        "NgayHenTra": "20261127170000", "TrangThaiHoSo": "2", "LoaiDoiTuong": "1",
        "TaiLieuNop": [{"TenTepDinhKem": "don.pdf", "IsDeleted": "False", "DuongDanTaiTepTin": "http://127.0.0.1:1/don.pdf"}],
        "DanhSachLePhi": [{"Gia": "135000", "TenPhiLePhi": "Lệ phí"}]
    })
}

fn wrongs(findings: &[Finding]) -> Vec<&str> {
    findings
        .iter()
        .filter(|finding| finding.weight == Weight::Wrong)
        .map(|finding| finding.field.as_str())
        .collect()
}

#[test]
fn a_sound_dossier_has_no_findings() {
    let (dossier, findings) = read_dossier("data[0]", sound());
    assert_eq!(findings, []);
    let dossier = dossier.expect("read");
    assert_eq!(dossier.form(), Form::Base);
    assert_eq!(dossier.status_code(), Some(2));
    assert_eq!(dossier.fees[0].amount, "135000");
    assert_eq!(
        dossier.moment(&dossier.received),
        Some(date(2026, 11, 20).at(9, 30, 0, 0))
    );
}

#[test]
fn mistakes_are_told_by_field() {
    let cases = [
        ("NgayTiepNhan", json!("20263020093000"), "minutes"),
        ("NgayTiepNhan", json!("2026-11-20"), "14 digits"),
        ("NgayTiepNhan", json!("20260230093000"), "exist"),
        ("TrangThaiHoSo", json!("11"), "one of"),
        ("TrangThaiHoSo", json!(""), "a value"),
        ("TrichYeuHoSo", json!("x".repeat(1001)), "1000"),
        ("KenhThucHien", json!("9"), "one of"),
        ("TaiLieuNop", json!("none"), "a list"),
        ("MaHoSo", json!({"a": 1}), "a text"),
    ];
    for (key, value, expected) in cases {
        let mut body = sound();
        body[key] = value;
        let (_, findings) = read_dossier("d", body);
        let found = findings
            .iter()
            .find(|finding| finding.field == format!("d.{key}"));
        let found = found.unwrap_or_else(|| panic!("{key}: {findings:?}"));
        assert!(found.expected.contains(expected), "{found}");
        assert_eq!(found.weight, Weight::Wrong, "{found}");
    }
    let mut nested = sound();
    nested["TaiLieuNop"][0]["DuongDanTaiTepTin"] = json!("file:///etc/passwd");
    nested["DanhSachLePhi"][0]["Gia"] = json!("135.000");
    let (_, findings) = read_dossier("d", nested);
    assert_eq!(
        wrongs(&findings),
        [
            "d.TaiLieuNop[0].DuongDanTaiTepTin",
            "d.DanhSachLePhi[0].Gia"
        ]
    );
}

#[test]
fn what_can_be_used_is_tolerated_and_noted() {
    let mut body = sound();
    body["TrangThaiHoSo"] = json!(2);
    body["NgayTiepNhan"] = json!("20261120033000");
    body["NgayHenTra"] = Value::Null;
    let (dossier, findings) = read_dossier("d", body);
    assert_eq!(wrongs(&findings), [] as [&str; 0]);
    let noted: Vec<&str> = findings
        .iter()
        .map(|finding| finding.field.as_str())
        .collect();
    assert_eq!(noted, ["d.NgayTiepNhan", "d.TrangThaiHoSo"]);
    assert_eq!(dossier.expect("read").status, "2");
}

#[test]
fn a_key_in_other_letters_is_told_apart_from_a_missing_one() {
    let mut body = sound();
    let map = body.as_object_mut().expect("an object");
    let value = map.remove("MaTTHC").expect("there");
    map.insert("maTTHC".into(), value);
    let (_, findings) = read_dossier("d", body);
    assert!(findings[0].found.contains("maTTHC"), "{}", findings[0]);
}

#[test]
fn a_form_of_2020_drops_the_additions_only() {
    let mut body = sound();
    body["KenhThucHien"] = json!("2");
    body["TaiLieuNop"][0]["DuocSoHoa"] = json!("1");
    let (dossier, _) = read_dossier("d", body);
    let dossier = dossier.expect("read");
    assert_eq!(dossier.form(), Form::Extended);
    let base = dossier.write(Form::Base);
    assert!(base.get("KenhThucHien").is_none() && base["TaiLieuNop"][0].get("DuocSoHoa").is_none());
    assert_eq!(base["MaHoSo"], "000.00.00.H49-261120-0001");
    assert_eq!(dossier.write(Form::Extended)["KenhThucHien"], "2");
}

#[test]
fn the_three_shapes_of_the_code_are_one_reply() {
    for (text, shape) in [
        (r#"{"error_code":0,"message":"x"}"#, CodeShape::Number),
        (r#"{"error_code":"0","message":"x"}"#, CodeShape::Text),
        (
            r#"{"error_code":"00","message":"x","result":null}"#,
            CodeShape::Padded,
        ),
    ] {
        let (reply, found) = Reply::read(text.as_bytes()).expect(text);
        assert!(reply.is_done() && found == shape, "{text}");
        let written = reply.write(shape).to_string();
        assert_eq!(Reply::read(written.as_bytes()), Ok((reply, shape)));
    }
    let (duplicate, _) = Reply::read(
        br#"{"error_code":"-1","message":"Ho so Da ton tai: \u0111\u00e3 t\u1ed3n t\u1ea1i"}"#,
    )
    .expect("read");
    assert!(duplicate.is_duplicate());
    for text in [
        "",
        "[]",
        "{}",
        r#"{"error_code":[]}"#,
        r#"{"error_code":"OK"}"#,
    ] {
        Reply::read(text.as_bytes()).expect_err(text);
    }
}

#[test]
fn bodies_of_strangers_are_bounded() {
    let bounds = Bounds::default();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!("[{}0]", "0,".repeat(3_000_000));
    let cases = [
        (deep.as_str(), "deep"),
        (many.as_str(), "many"),
        (r#"{"service":"a","service":"b"}"#, "twice"),
        (r#"{"a":1} x"#, "trailing"),
        (r#"{"service"="LayDanhMucCoQuan"}"#, "expected `:`"),
    ];
    for (text, expected) in cases {
        let error = strict(text.as_bytes(), bounds).expect_err(expected);
        assert!(error.0.contains(expected), "{error}");
    }
}

#[test]
fn a_call_says_what_it_tolerated() {
    let body = json!({"session": "s", "MaDonVi": "000.00.00.H49", "service": "DongBoHoSoMC", "isUpdating": false, "data": "[{}]"});
    let ask = read_ask(body.to_string().as_bytes(), Bounds::default()).expect("read");
    assert_eq!(
        (ask.known(), ask.updating),
        (Some(Service::SyncDossiers), Some(false))
    );
    assert_eq!(ask.agency, "000.00.00.H49");
    assert_eq!((ask.data.len(), ask.findings.len()), (1, 2));
    let broken = json!({"service": "x", "data": "{not json"}).to_string();
    read_ask(broken.as_bytes(), Bounds::default()).expect_err("no JSON inside");
}

#[test]
fn every_service_is_found_by_its_word() {
    for service in Service::ALL {
        assert_eq!(Service::from_wire(service.wire()), Some(*service));
    }
    assert_eq!(Service::from_wire("dongbohosomc"), None);
}

#[test]
fn a_procedure_is_written_with_the_keys_of_the_field() {
    let named = |code: &str, name: &str| Named {
        code: code.into(),
        name: name.into(),
    };
    let procedure = Procedure {
        name: "Đổi giấy phép lái xe".into(),
        objects: vec![named("", "Công dân Việt Nam")],
        results: vec![named("KQ.1", "Giấy phép lái xe")],
        steps: vec![StepCase {
            case: String::new(),
            steps: vec![named("", "Nộp hồ sơ")],
        }],
        ..Procedure::default()
    };
    let value = procedure.write();
    assert_eq!(value["KETQUATHUCHIEN"][0]["MAKETQUA"], "KQ.1");
    assert_eq!(
        value["DOITUONGTHUCHIEN"][0]["TENDOITUONG"],
        "Công dân Việt Nam"
    );
    assert_eq!(
        value["TRINHTUTHUCHIEN"][0]["TRINHTU"][0]["TENTRINHTU"],
        "Nộp hồ sơ"
    );
    let read: Procedure = serde_json::from_value(value).expect("read back");
    assert_eq!(read, procedure);
    assert_eq!(
        procedure.missing(),
        ["manner", "components", "term", "agency"]
    );
}

fn texts() -> impl Strategy<Value = String> {
    "[\\PC]{0,30}"
}

fn dossiers() -> impl Strategy<Value = Dossier> {
    let head = (
        texts(),
        texts(),
        1u8..=10,
        0i64..2_000_000_000,
        any::<bool>(),
    );
    let lists = (
        prop::collection::vec((texts(), texts()), 0..3),
        prop::collection::vec(0u64..10_000_000, 0..3),
    );
    (head, lists).prop_map(
        |((name, note, status, second, online), (documents, fees))| {
            let at = date(1990, 1, 1).at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(second / 2);
            Dossier {
                code: "000.00.00.H49-261120-0001".into(),
                owner: name,
                note,
                status: status.to_string(),
                received: moment(at),
                channel: if online { "2".into() } else { String::new() },
                documents: documents
                    .into_iter()
                    .map(|(name, id)| Document {
                        name,
                        id,
                        ..Document::default()
                    })
                    .collect(),
                fees: fees
                    .into_iter()
                    .map(|amount| Fee {
                        amount: amount.to_string(),
                        ..Fee::default()
                    })
                    .collect(),
                ..Dossier::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(dossier in dossiers()) {
        let form = dossier.form();
        let text = dossier.write(form).to_string();
        let value = strict(text.as_bytes(), Bounds::default()).expect("our own JSON");
        let (read, _) = read_dossier("d", value);
        prop_assert_eq!(read, Some(dossier));
    }

    #[test]
    fn moments_come_back(second in 0i64..4_000_000_000) {
        let at = date(1990, 1, 1).at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(second);
        prop_assert_eq!(read_moment(&moment(at)), Ok(Some(at)));
    }

    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,60}") {
        let _ = read_moment(&text);
        let _ = Reply::read(text.as_bytes());
        let _ = read_ask(text.as_bytes(), Bounds::default());
    }

    #[test]
    fn no_json_breaks_a_reader(value in json_values()) {
        let (_, findings) = read_dossier("d", value.clone());
        prop_assert!(!findings.is_empty());
        let _ = read_progress("d", value.clone());
        let _ = read_promotion_state("d", value.clone());
        let _ = read_ask(value.to_string().as_bytes(), Bounds::default());
    }
}

fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec![
            "MaHoSo",
            "TaiLieuNop",
            "NgayTiepNhan",
            "data",
            "service",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..4).prop_map(|pairs| {
                Value::Object(
                    pairs
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}
