//! The Decision-766 indicators against a naive second writing over the JSON that was sent.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::world::*;

/// One dossier's freedom: status, days until finished (0: not), channel, supplements, paid online, result.
type Draw = (u8, u8, u8, u8, u8, bool);

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    let draw = (1..=10u8, 0..12u8, 0..4u8, 0..3u8, 0..4u8, any::<bool>());
    prop::collection::vec(draw, 0..8)
}

fn sent(number: u32, draw: Draw) -> Value {
    let (status, days, channel, supplements, paid, result) = draw;
    let mut body = dossier(H49, number, status);
    // Received on 2 February, so that everything lies in the past of the portal's clock.
    body["NgayTiepNhan"] = json!("20260202080000");
    body["NgayHenTra"] = json!("20260209170000");
    body["DanhSachLePhi"] = json!([{"Gia": if paid == 3 { "0" } else { "135000" }}]);
    body["DuocThanhToanTrucTuyen"] = json!(paid.to_string());
    if days > 0 {
        body["NgayKetThucXuLy"] = json!(format!("202602{:02}080000", 2 + days));
    }
    if channel > 0 {
        body["KenhThucHien"] = json!(channel.to_string());
    }
    let asked = json!({"NoiDungBoSung": "x", "NgayBoSung": "20260203080000", "NgayTiepNhanBoSung": "20260205080000"});
    body["DanhSachHoSoBoSung"] = json!(vec![asked; usize::from(supplements)]);
    if result {
        body["DanhSachGiayToKetQua"] = json!([{"TenGiayTo": "GPLX", "MaGiayToKetQua": "KQ", "DuongDanTepTinKetQua": "http://127.0.0.1/k"}]);
    }
    body
}

/// On time by hand: due 9 February 17:00; two days are the citizen's for each supplement; asked twice is late.
fn on_time((status, days, _, supplements, _, _): Draw) -> bool {
    if supplements > 1 {
        return false;
    }
    let finished = match status {
        3 | 7 | 8 | 9 | 10 if days > 0 => 2 + i32::from(days),
        5 if supplements == 1 => 3,
        _ => 28,
    };
    finished - 2 * i32::from(supplements) <= 9
}

fn percent(part: usize, all: usize) -> Value {
    if all == 0 {
        return Value::Null;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let value = (10_000.0 * part as f64 / all as f64).round() / 100.0;
    json!(value)
}

async fn compare(draws: Vec<Draw>) {
    let world = world().await;
    let data: Vec<Value> = (1..)
        .zip(&draws)
        .map(|(number, draw)| sent(number, *draw))
        .collect();
    if !data.is_empty() {
        let reply = world.sync(H49, "False", data).await;
        assert_eq!(code(&reply), "0", "{reply}");
    }
    let (_, shown) = world
        .page(
            "/portal/indicators?agency=000.00.00.H49&from=2026-02-01&to=2026-02-28",
            None,
        )
        .await;
    let value = |id: &str| {
        let all = shown["indicators"].as_array().expect("indicators");
        all.iter().find(|one| one["id"] == id).expect("known")["value"].clone()
    };
    let count = |pick: &dyn Fn(&Draw) -> bool| draws.iter().filter(|draw| pick(draw)).count();
    let all = draws.len();
    assert_eq!(
        value("2.1"),
        percent(count(&|draw| on_time(*draw)), all),
        "{draws:?}"
    );
    assert_eq!(
        value("3.3"),
        percent(count(&|draw| draw.2 == 2 && draw.5), all)
    );
    assert_eq!(
        value("3.6"),
        percent(
            count(&|draw| matches!(draw.4, 1 | 2)),
            count(&|draw| draw.4 != 3)
        )
    );
    assert_eq!(value("4.1"), percent(count(&|draw| draw.5), all));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_portal_agrees_with_the_formulas_done_by_hand(draws in draws()) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(compare(draws));
    }
}
