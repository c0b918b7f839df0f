//! People's pages: privacy, ratings, questions, feedback, submitting.

use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use jiff::civil::date;
use platform::portal::AccountRecord;
use serde_json::{Value, json};

use super::world::*;

#[tokio::test]
async fn strangers_see_code_and_completion_only() {
    let world = world().await;
    world.sync(H49, "False", vec![dossier(H49, 1, 4)]).await;
    let path = format!("/portal/dossiers/{H49}-260302-0001");
    let public = json!({"code": format!("{H49}-260302-0001"), "completion": 50});
    assert_eq!(world.page(&path, None).await, (200, public.clone()));
    assert_eq!(world.page(&path, Some("token-binh")).await, (200, public));
    assert_eq!(world.page(&path, Some("made-up")).await.0, 401);
    let (_, own) = world.page(&path, Some("token-an")).await;
    assert_eq!(
        (&own["status"], &own["unit"]),
        (&json!(4), &json!("Sở GTVT"))
    );
    assert_eq!(world.page("/portal/dossiers/none", None).await.0, 404);
}

#[tokio::test]
async fn a_dossier_is_rated_once_by_its_owner() {
    let world = world().await;
    world.sync(H49, "False", vec![dossier(H49, 1, 10)]).await;
    let rating = json!({"code": format!("{H49}-260302-0001"), "level": "satisfied"});
    assert_eq!(
        world
            .send("/portal/ratings", "token-binh", rating.clone())
            .await
            .0,
        403
    );
    assert_eq!(
        world
            .send("/portal/ratings", "token-an", rating.clone())
            .await
            .0,
        201
    );
    let (status, second) = world.send("/portal/ratings", "token-an", rating).await;
    assert_eq!(status, 409);
    assert!(
        second["error"]
            .as_str()
            .is_some_and(|text| text.contains("Đã thực hiện đánh giá"))
    );
    let (_, shown) = world.page("/portal/ratings", None).await;
    assert_eq!(shown["agencies"][0]["satisfied"], 1);
    assert!(
        !shown.to_string().contains("tech-an"),
        "the rater is nobody's business"
    );
}

#[tokio::test]
async fn a_question_goes_to_the_agency_and_its_answer_to_everybody() {
    let world = world().await;
    let asked = json!({"agency": H49, "content": "Lệ phí bao nhiêu? <script>alert(1)</script>"});
    let (_, made) = world.send("/portal/questions", "token-an", asked).await;
    let listed = world
        .call(H49, "LayDanhSachHoiDapGuiTuDVCQG", json!({}))
        .await;
    assert_eq!(listed["result"][0]["HOVATEN"], "an");
    assert_eq!(
        world
            .call(H41, "LayDanhSachHoiDapGuiTuDVCQG", json!({}))
            .await["result"],
        json!([])
    );
    let answer = json!({"HOIDAPID": made["id"], "NGUOITRALOI": "B", "NGAYTRALOI": "20260302080000", "NOIDUNGTRALOI": "135.000 đồng"});
    assert_eq!(
        code(
            &world
                .call(H41, "DongBoKetQuaHoiDapGuiTuDVCQG", answer.clone())
                .await
        ),
        "-1"
    );
    assert_eq!(
        code(
            &world
                .call(H49, "DongBoKetQuaHoiDapGuiTuDVCQG", answer)
                .await
        ),
        "0"
    );
    let (_, shown) = world.page("/portal/questions", None).await;
    assert_eq!(shown["questions"][0]["answer"], "135.000 đồng");
}

#[tokio::test]
async fn a_feedback_walks_its_states_within_its_limits() {
    let world = world().await;
    let sent = json!({"agency": H49, "title": "Chậm", "content": "Quá hạn", "class": "2"});
    let (_, made) = world.send("/portal/feedback", "token-an", sent).await;
    let id = made["id"].to_string();
    let path = format!("/portal/feedback/{id}");
    let act = |word: &str, text: &str| {
        let fields = json!({"PAKNID": id, "HANHDONG": word, "NOIDUNG": text});
        world.call(H49, "XuLyPAKN", fields)
    };
    assert_eq!(
        code(&act("congkhai", "").await),
        "-1",
        "nothing to publish yet"
    );
    assert_eq!(
        code(&act("tuchoi", "").await),
        "-1",
        "a refusal needs a reason"
    );
    assert_eq!(code(&act("tiepnhan", "").await), "0");
    let (_, public) = world.page(&path, None).await;
    assert_eq!(
        (&public["state"], &public["deadlines"]["handle"]),
        (&json!("received"), &json!("2026-03-23"))
    );
    assert_eq!(
        public["content"],
        Value::Null,
        "unpublished text is the sender's"
    );
    assert_eq!(code(&act("traloi", "Xin lỗi").await), "0");
    let waits = world.call(H49, "DanhSachPAKNChoXuLy", json!({})).await;
    assert_eq!(waits["result"], json!([]));
    world
        .clock
        .advance(SignedDuration::from_hours(24 * 3))
        .expect("controlled");
    assert_eq!(world.page(&path, None).await.1["late"], json!(["publish"]));
    assert_eq!(code(&act("congkhai", "").await), "0");
    assert_eq!(world.page(&path, None).await.1["reply"], "Xin lỗi");
    assert_eq!(
        world
            .send(&path, "token-binh", json!({"likes": false}))
            .await
            .0,
        201
    );
    let (_, shown) = world
        .page("/portal/indicators?agency=000.00.00.H49", None)
        .await;
    let value = |id: &str| {
        let found = shown["indicators"]
            .as_array()
            .and_then(|all| all.iter().find(|one| one["id"] == id));
        found.map(|one| one["value"].clone())
    };
    assert_eq!(value("5.3"), Some(json!(0.0)), "disliked");
}

#[tokio::test]
async fn a_submitted_dossier_reaches_the_agency_and_survives_its_absence() {
    let world = world().await;
    let submitted = json!({"procedure": "1.900001", "agency": H49, "documents": [{"name": "a", "url": "http://127.0.0.1:9/a"}]});
    let (status, made) = world.send("/portal/dossiers", "token-an", submitted).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["code"], "000.00.00.G22-260302-0001");
    let seen: Arc<Mutex<Vec<Value>>> = Arc::default();
    let sink = seen.clone();
    let face = axum::Router::new().route(
        "/nhan",
        axum::routing::post(move |body: String| {
            let value = serde_json::from_str(&body).unwrap_or_default();
            sink.lock().expect("a lock").push(value);
            async { r#"{"error_code":0,"message":"ok"}"# }
        }),
    );
    let agency = platform::serve::serve(
        face,
        platform::Limits::default(),
        ([127, 0, 0, 1], 0).into(),
    )
    .await;
    let agency = agency.expect("bound");
    let account = AccountRecord {
        username: format!("tk.{H49}"),
        password: "bí mật".into(),
        agency: H49.into(),
        name: "Quảng Ninh".into(),
        address: Some(format!("{}/nhan", agency.url)),
    };
    world
        .portal
        .register_account(account)
        .await
        .expect("registered");
    assert_eq!(world.portal.push_waiting().await.expect("pushed"), (1, 0));
    assert_eq!(
        world.portal.push_waiting().await.expect("nothing left"),
        (0, 0)
    );
    let pushed = seen.lock().expect("a lock").clone();
    assert_eq!(pushed[0]["data"]["MaDoiTuong"], "tech-an");
    let state = json!({"type": "2", "data": {"MaHoSo": made["code"], "MaHoSoDonVi": format!("{H49}-260302-0007"),
        "TrangThai": "11", "NoiDung": "Thiếu giấy khám", "NgayXuLy": "20260302075900"}});
    let reply = world.call(H49, "DongBoTrangThaiHoSo", state).await;
    assert_eq!(code(&reply), "0", "{reply}");
    for code in ["000.00.00.G22-260302-0001", "000.00.00.H49-260302-0007"] {
        let (_, shown) = world
            .page(&format!("/portal/dossiers/{code}"), Some("token-an"))
            .await;
        assert_eq!(shown["status"], 3, "{shown}");
    }
    let told = world
        .portal
        .messages("000.00.00.G22-260302-0001")
        .await
        .expect("messages");
    assert!(
        told.iter()
            .any(|message| message.text.contains("Thiếu giấy khám")),
        "{told:?}"
    );
}

#[tokio::test]
async fn an_interruption_is_announced_seven_working_days_before() {
    let world = world().await;
    let at = |day: i8| date(2026, 3, day).at(22, 0, 0, 0);
    world
        .portal
        .announce_outage(at(10), at(11), "bảo trì")
        .await
        .expect_err("six working days");
    world
        .portal
        .announce_outage(at(11), at(12), "bảo trì")
        .await
        .expect("seven");
    let (_, shown) = world.page("/portal/outages", None).await;
    assert_eq!(shown["outages"][0]["to"], "20260312220000");
}
