//! Synchronisation: sessions, batches, duplicates, refusals, restarts.

use jiff::SignedDuration;
use jiff::civil::date;
use platform::Keep;
use platform::portal::Settings;
use protocols::portal::CodeShape;
use serde_json::json;

use super::world::*;

#[tokio::test]
async fn a_dossier_is_new_once_and_changed_afterwards() {
    let world = world().await;
    let first = world.sync(H49, "False", vec![dossier(H49, 1, 2)]).await;
    assert_eq!(code(&first), "0", "{first}");
    let again = world.sync(H49, "False", vec![dossier(H49, 1, 2)]).await;
    assert_eq!(code(&again), "3");
    assert!(message(&again).contains("đã tồn tại"), "{again}");
    let changed = world.sync(H49, "True", vec![dossier(H49, 1, 4)]).await;
    assert_eq!(code(&changed), "0", "{changed}");
    let unknown = world.sync(H49, "True", vec![dossier(H49, 2, 4)]).await;
    assert_eq!(code(&unknown), "-1");
    let found = world
        .call(
            H49,
            "TraCuuHoSo",
            json!({"mahoso": format!("{H49}-260302-0001")}),
        )
        .await;
    assert_eq!(found["result"][0]["TRANGTHAIHOSO"], "4");
    let (counted, recounted) = world
        .portal
        .audit(date(2026, 1, 1), date(2026, 12, 31))
        .await
        .expect("audited");
    assert_eq!(counted, recounted);
    let own = counted.agencies[H49];
    assert_eq!((own.dossiers, own.updates, own.refused), (1, 1, 2));
}

#[tokio::test]
async fn a_batch_is_kept_whole_or_not_at_all() {
    let world = world().await;
    let mut bad = dossier(H49, 2, 2);
    bad["NgayHenTra"] = json!("20260301000000");
    let refused = world
        .sync(H49, "False", vec![dossier(H49, 1, 2), bad])
        .await;
    assert_eq!(code(&refused), "-1");
    assert!(
        message(&refused).contains("data[1].NgayHenTra"),
        "{refused}"
    );
    let twice = world
        .sync(H49, "False", vec![dossier(H49, 1, 2), dossier(H49, 1, 2)])
        .await;
    assert_eq!(code(&twice), "-1");
    let many = (1..=101).map(|number| dossier(H49, number, 2)).collect();
    assert_eq!(code(&world.sync(H49, "False", many).await), "-1");
    let (counted, _) = world
        .portal
        .audit(date(2026, 1, 1), date(2026, 12, 31))
        .await
        .expect("audited");
    assert_eq!(counted.agencies[H49].dossiers, 0);
}

#[tokio::test]
async fn other_agencies_codes_and_dossiers_are_out_of_reach() {
    let world = world().await;
    let foreign = world.sync(H41, "False", vec![dossier(H49, 1, 2)]).await;
    assert!(message(&foreign).contains("MaHoSo"), "{foreign}");
    world.sync(H49, "False", vec![dossier(H49, 1, 2)]).await;
    let step = world
        .call(
            H41,
            "CapNhatTienDoHoSoMC",
            json!({"data": [step(H49, 1, 4)]}),
        )
        .await;
    assert_eq!(code(&step), "-1");
    let found = world
        .call(
            H41,
            "TraCuuHoSo",
            json!({"mahoso": format!("{H49}-260302-0001")}),
        )
        .await;
    assert_eq!(found["result"], json!([]));
}

#[tokio::test]
async fn a_step_that_comes_twice_is_kept_once() {
    let world = world().await;
    let early = world
        .call(
            H49,
            "CapNhatTienDoHoSoMC",
            json!({"data": [step(H49, 1, 4)]}),
        )
        .await;
    assert_eq!(code(&early), "-1", "no dossier yet");
    world.sync(H49, "False", vec![dossier(H49, 1, 2)]).await;
    for _ in 0..2 {
        let kept = world
            .call(
                H49,
                "CapNhatTienDoHoSoMC",
                json!({"data": [step(H49, 1, 4)]}),
            )
            .await;
        assert_eq!(code(&kept), "0", "{kept}");
    }
    let (_, shown) = world
        .page(
            &format!("/portal/dossiers/{H49}-260302-0001"),
            Some("token-an"),
        )
        .await;
    assert_eq!(shown["steps"].as_array().map(Vec::len), Some(1), "{shown}");
    assert_eq!(shown["department"], "Phòng Quản lý vận tải");
}

#[tokio::test]
async fn an_end_is_not_left() {
    let world = world().await;
    world.sync(H49, "False", vec![dossier(H49, 1, 3)]).await;
    let left = world.sync(H49, "True", vec![dossier(H49, 1, 4)]).await;
    assert!(message(&left).contains("đã kết thúc"), "{left}");
}

#[tokio::test]
async fn a_session_ends_and_cannot_be_made_up() {
    let world = world().await;
    let session = world.session(H49).await;
    let ask = |session: &str| {
        json!({"session": session, "madonvi": H49, "service": "LayDanhMucLinhVuc"}).to_string()
    };
    assert_eq!(code(&world.post("/mapi/g", ask(&session)).await.1), "0");
    let forged = format!("{}x", &session[..session.len() - 1]);
    assert!(message(&world.post("/mapi/g", ask(&forged)).await.1).contains("Phiên"));
    world
        .clock
        .advance(SignedDuration::from_mins(30))
        .expect("controlled");
    assert!(message(&world.post("/mapi/g", ask(&session)).await.1).contains("Phiên"));
    let wrong = json!({"username": format!("tk.{H49}"), "password": "khác"}).to_string();
    assert_eq!(code(&world.post("/mapi/login", wrong).await.1), "-1");
}

#[tokio::test]
async fn every_shape_of_the_code_can_be_had() {
    for (shape, expected) in [
        (CodeShape::Number, json!(0)),
        (CodeShape::Text, json!("0")),
        (CodeShape::Padded, json!("00")),
    ] {
        let settings = Settings {
            code_shape: shape,
            ..Settings::default()
        };
        let world = world_with(settings, Keep::Memory).await;
        let reply = world.call(H49, "LayDanhMucCoQuan", json!({})).await;
        assert_eq!(reply["error_code"], expected);
    }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = || Keep::Folder(folder.path().to_owned());
    let before = world_with(Settings::default(), keep()).await;
    let batch = (1..=100).map(|number| dossier(H49, number, 2)).collect();
    assert_eq!(code(&before.sync(H49, "False", batch).await), "0");
    before.running.kill().await;
    drop(before.portal);
    let after = world_with(Settings::default(), keep()).await;
    let (counted, recounted) = after
        .portal
        .audit(date(2026, 1, 1), date(2026, 12, 31))
        .await
        .expect("audited");
    assert_eq!(
        (counted.agencies[H49].dossiers, &counted),
        (100, &recounted)
    );
}

#[tokio::test]
async fn bad_bodies_get_a_reply_and_no_stranger_gets_anything() {
    let world = world().await;
    for body in [
        "",
        "[]",
        "{",
        r#"{"service"="x"}"#,
        r#"{"service":"LayDanhMucCoQuan"}"#,
        &"[".repeat(50_000),
    ] {
        let (status, reply) = world.post("/mapi/g", body.to_owned()).await;
        assert_eq!((status, code(&reply)), (200, "-1"), "{reply}");
    }
    let large = "x".repeat((16 << 20) + 1);
    assert_eq!(world.post("/mapi/g", large).await.0, 413);
    let bare = world
        .http
        .post(format!("{}/mapi/g", world.running.url))
        .body("{}")
        .send()
        .await;
    let text = bare.expect("answered").text().await.expect("a body");
    assert!(text.contains("dstcode"), "{text}");
}

#[tokio::test]
async fn files_that_hang_or_never_end_harm_nobody() {
    let settings = Settings {
        fetches_files: true,
        file_bytes: 1000,
        call_seconds: 1,
        ..Settings::default()
    };
    let world = world_with(settings, Keep::Memory).await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("bound");
    let silent_url = format!("http://{}/a.pdf", silent.local_addr().expect("bound"));
    let large =
        axum::Router::new().route("/b.pdf", axum::routing::get(|| async { vec![0u8; 5000] }));
    let limits = platform::Limits::default();
    let large = platform::serve::serve(large, limits, ([127, 0, 0, 1], 0).into())
        .await
        .expect("bound");
    let mut body = dossier(H49, 1, 2);
    body["TaiLieuNop"] = json!([
        {"TenTepDinhKem": "a", "DuongDanTaiTepTin": silent_url},
        {"TenTepDinhKem": "b", "DuongDanTaiTepTin": format!("{}/b.pdf", large.url)},
    ]);
    let reply = world.sync(H49, "False", vec![body]).await;
    assert_eq!(code(&reply), "0", "{reply}");
    assert!(
        message(&reply).contains("không trả lời") && message(&reply).contains("lớn hơn"),
        "{reply}"
    );
}

#[tokio::test]
async fn the_catalogue_has_the_portals_own_numbers() {
    let world = world().await;
    let rows = world.call(H49, "LayDanhSachTTHC", json!({})).await;
    assert_eq!(rows["result"].as_array().map(Vec::len), Some(6842));
    let (_, page) = world.page("/portal/procedures?online=full", None).await;
    assert_eq!(
        (&page["total"], &page["online"]),
        (&json!(6842), &json!(1039))
    );
    let one = world
        .call(
            H49,
            "LayThuTuc",
            json!({"maTTHC": "1.002820.000.00.00.H49"}),
        )
        .await;
    assert_eq!(one["result"][0]["MATTHC"], "1.002820", "{one}");
}
