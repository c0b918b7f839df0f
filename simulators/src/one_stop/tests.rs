//! One dossier through the desk, and what the table of habits is worth.

use jiff::civil::date;
use serde_json::json;

use super::*;

fn desk() -> Desk {
    let procedures = vec![Procedure::plain(
        "1.002820",
        "Đổi giấy phép lái xe",
        "G04-GT01",
        5,
        135_000,
    )];
    Desk::new(
        Settings::of("000.00.00.H49", "UBND tỉnh Quảng Ninh"),
        Habits::default(),
        procedures,
    )
}

fn act(
    desk: &mut Desk,
    at: jiff::civil::DateTime,
    body: serde_json::Value,
) -> Result<String, Problem> {
    desk.act(serde_json::from_value(body).expect("an action"), at)
}

#[test]
fn from_the_counter_to_the_result() {
    let mut desk = desk();
    let monday = date(2026, 11, 23);
    let received = act(
        &mut desk,
        monday.at(15, 1, 0, 0),
        json!({"action": "receive", "procedure": "1.002820",
        "applicant": {"name": "<b>An</b>", "id": "000123456789", "phone": "0000123456"}, "papers": [{"name": "don.pdf"}]}),
    );
    let code = received.expect("received");
    assert_eq!(code, "H49-261123-0001");
    act(&mut desk, monday.at(16, 0, 0, 0), json!({"action": "tick"})).expect("a tick");
    assert_eq!(
        desk.dossiers[&code].status().code(),
        2,
        "after 15:00 it waits for the morning"
    );
    act(
        &mut desk,
        date(2026, 11, 24).at(7, 0, 0, 0),
        json!({"action": "tick"}),
    )
    .expect("a tick");
    assert_eq!(desk.dossiers[&code].status().code(), 4);
    assert_eq!(
        desk.dossiers[&code].dates.due,
        Some(date(2026, 11, 30).at(15, 1, 0, 0))
    );
    let noon = date(2026, 11, 25).at(10, 0, 0, 0);
    act(
        &mut desk,
        noon,
        json!({"action": "finish", "dossier": code, "content": "GPLX"}),
    )
    .expect("finished");
    act(
        &mut desk,
        noon,
        json!({"action": "return", "dossier": code}),
    )
    .expect("returned");
    let dossier = &desk.dossiers[&code];
    assert!(render::html(&dossier.slips[0]).contains("&lt;b&gt;An&lt;/b&gt;"));
    assert!(
        desk.notices
            .iter()
            .any(|one| one.about == About::Ready && one.by == By::Sms)
    );
    assert_eq!(desk.outbox.len(), dossier.steps.len());
}

#[test]
fn the_ten_thousandth_of_a_day_is_refused_and_nothing_is_kept() {
    let mut desk = desk();
    let monday = date(2026, 11, 23);
    desk.skip_numbers(monday, 9_999);
    let body = json!({"action": "receive", "procedure": "1.002820", "applicant": {"name": "An", "id": "1"}});
    let problem = act(&mut desk, monday.at(9, 0, 0, 0), body).expect_err("full");
    assert_eq!(problem.word(), "code");
    assert!(desk.dossiers.is_empty() && desk.outbox.is_empty());
}
