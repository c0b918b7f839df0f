//! The LGSP face: the same rules in other words.

use jiff::SignedDuration;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::client::*;
use crate::packages::Doc;

fn keyed(world: &World, request: reqwest::RequestBuilder, agency: &str) -> reqwest::RequestBuilder {
    let _ = world;
    request
        .header("X-SystemId", format!("SYS.{agency}"))
        .header("X-SecretKey", SECRET_ASCII)
}

const SECRET_ASCII: &str = "s3cret";

/// The same world with secrets that fit into a plain header.
async fn plain_world() -> World {
    let world = world().await;
    for code in [VPCP, NGHE_AN] {
        world
            .axis
            .rotate_secret(&format!("SYS.{code}"), SECRET_ASCII)
            .await
            .expect("rotated");
    }
    world
}

fn client(world: &World, agency: &str) -> Client {
    Client {
        secret: SECRET_ASCII.into(),
        ..world.client(agency)
    }
}

async fn post_package(world: &World, agency: &str, package: Vec<u8>) -> Answer {
    let http = client(world, agency).http;
    let form = Form::new()
        .text("messageType", "edoc")
        .part("edocFile", Part::bytes(package).file_name("a.edxml"));
    answer(
        keyed(
            world,
            http.post(format!("{}/v1/sendEdoc", world.running.url)),
            agency,
        )
        .multipart(form),
    )
    .await
}

#[tokio::test]
async fn sent_on_one_face_received_on_the_other() {
    let world = plain_world().await;
    let sent = post_package(&world, VPCP, Doc::default().write()).await;
    assert_eq!(
        (sent.http, &sent.json["success"]),
        (200, &json!(true)),
        "{:?}",
        sent.json
    );
    assert_eq!(sent.json["docId"], sent.json["data"]["docId"]);
    assert_eq!(sent.json["data"]["errorCode"], "0");
    let vxp = client(&world, NGHE_AN);
    assert_eq!(vxp.received("edoc").await.len(), 1);
    // The same package on the other face is the same document.
    let again = client(&world, VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await;
    assert_eq!(json!(again.doc_id()), sent.json["docId"]);
    let url = format!(
        "{}/v1/syncReceivedEdocList?messageType=edoc&fromDate=2026/03/02&toDate=2026/03/03",
        world.running.url
    );
    let list = answer(keyed(&world, vxp.http.get(url), NGHE_AN)).await;
    assert_eq!(
        (&list.json["count"], &list.json["success"]),
        (&json!(1), &json!(true))
    );
    let item = &list.json["data"][0];
    assert_eq!(
        (item["createdTime"].as_str(), item["from"].as_str()),
        (Some("2026/03/02 08:00:00"), Some(VPCP))
    );
    let id = item["docId"].as_str().expect("an id");
    let got = answer(keyed(
        &world,
        vxp.http
            .get(format!("{}/v1/getEdoc?docId={id}", world.running.url)),
        NGHE_AN,
    ))
    .await;
    let data = &got.json["data"];
    assert_eq!(
        (data["edocCode"].as_str(), data["fromName"].as_str()),
        (Some("12/CV-TT"), Some("VPCP"))
    );
    assert!(
        data["edxml"]
            .as_str()
            .expect("text")
            .contains("<edXML:Subject>")
    );
    let update = vxp
        .http
        .post(format!("{}/v1/updateStatus", world.running.url))
        .json(&json!({"docId": id, "status": "done"}));
    assert_eq!(
        answer(keyed(&world, update, NGHE_AN)).await.json["success"],
        true
    );
    assert!(vxp.received("edoc").await.is_empty());
}

#[tokio::test]
async fn refusals_carry_the_codes_of_the_facade() {
    let world = plain_world().await;
    let unknown = Doc {
        to: &["000.00.00.H99"],
        ..Doc::default()
    }
    .write();
    let refused = post_package(&world, VPCP, unknown).await;
    assert_eq!(
        (refused.http, &refused.json["success"]),
        (200, &json!(false))
    );
    assert_eq!(refused.json["data"]["errorCode"], "18");
    let refused = post_package(&world, NGHE_AN, Doc::default().write()).await;
    assert_eq!(refused.json["data"]["errorCode"], "19");
    let refused = post_package(&world, VPCP, b"junk".to_vec()).await;
    assert_eq!(refused.json["data"]["errorCode"], "22");
    let http = client(&world, VPCP).http;
    let bare = keyed(
        &world,
        http.post(format!("{}/v1/sendEdoc", world.running.url))
            .body("x"),
        VPCP,
    );
    assert_eq!(answer(bare).await.http, 400);
}

#[tokio::test]
async fn strangers_get_the_known_body() {
    let world = plain_world().await;
    let http = client(&world, VPCP).http;
    let url = format!("{}/v1/getAgenciesList", world.running.url);
    for request in [
        http.get(&url),
        http.get(&url)
            .header("X-SystemId", "SYS.000.00.00.G22")
            .header("X-SecretKey", "wrong"),
        http.get(&url).header("Authorization", "Bearer nonsense"),
    ] {
        let refused = answer(request).await;
        assert_eq!(refused.http, 401);
        assert_eq!(
            refused.json,
            json!({"errorDetail": null, "code": 401, "message": "Unauthorized", "licenseInfo": "invalid", "totalTime": 0})
        );
    }
}

#[tokio::test]
async fn a_token_lives_half_an_hour_and_dies_with_the_secret() {
    let world = plain_world().await;
    let http = client(&world, VPCP).http;
    let login = json!({"username": "SYS.000.00.00.G22", "password": SECRET_ASCII});
    let given = answer(
        http.post(format!("{}/v1/auth/login", world.running.url))
            .json(&login),
    )
    .await;
    assert_eq!((given.http, &given.json["expiresIn"]), (200, &json!(1800)));
    let token = given.json["token"].as_str().expect("a token").to_owned();
    let ask = async || {
        let request = http
            .get(format!("{}/v1/getAgenciesList", world.running.url))
            .bearer_auth(&token);
        answer(request).await.http
    };
    assert_eq!(ask().await, 200);
    world
        .clock
        .advance(SignedDuration::from_secs(29 * 60 + 59))
        .expect("controlled");
    assert_eq!(ask().await, 200);
    world
        .clock
        .advance(SignedDuration::from_secs(1))
        .expect("controlled");
    assert_eq!(ask().await, 401);
    world.clock.set(morning()).expect("controlled");
    assert_eq!(ask().await, 200);
    world
        .axis
        .rotate_secret("SYS.000.00.00.G22", "other")
        .await
        .expect("rotated");
    assert_eq!(ask().await, 401);
    let wrong = json!({"username": "SYS.000.00.00.G22", "password": "x"});
    assert_eq!(
        answer(
            http.post(format!("{}/v1/auth/login", world.running.url))
                .json(&wrong)
        )
        .await
        .http,
        401
    );
}

#[tokio::test]
async fn the_list_of_agencies_is_the_same_directory() {
    let world = plain_world().await;
    let http = client(&world, VPCP).http;
    let list = answer(keyed(
        &world,
        http.get(format!("{}/v1/getAgenciesList", world.running.url)),
        VPCP,
    ))
    .await;
    assert_eq!(list.json["count"], 4);
    assert_eq!(
        answer(keyed(
            &world,
            http.get(format!("{}/v1/nothing", world.running.url)),
            VPCP
        ))
        .await
        .http,
        404
    );
}
