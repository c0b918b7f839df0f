//! The directory over HTTP: lists, registration, closing, many agencies.

use platform::Keep;
use platform::axis::{AgencyRecord, Settings};

use crate::client::*;
use crate::packages::Doc;

async fn register(client: &Client, body: &str) -> Answer {
    answer(
        client
            .request("registerAgency", &client.block(&[]))
            .body(body.to_owned()),
    )
    .await
}

#[tokio::test]
async fn an_agency_registers_beneath_itself_only() {
    let world = world().await;
    let client = world.client(NGHE_AN);
    let new = r#"{"id":"1","pcode":"000.00.00.H41","code":"000.00.01.H41","name":"Văn phòng","mail":"vp@nghean.gov.vn","mobile":"","fax":""}"#;
    assert_eq!(register(&client, new).await.code(), "0");
    let listed = client.call("getAgenciesList", &[]).await.items();
    let found = listed
        .iter()
        .find(|agency| agency["code"] == "000.00.01.H41")
        .expect("listed");
    let parent = listed
        .iter()
        .find(|agency| agency["code"] == NGHE_AN)
        .expect("listed");
    assert_eq!(
        (found["pid"].clone(), found["name"].as_str()),
        (parent["id"].clone(), Some("Văn phòng"))
    );
    assert_eq!(
        register(
            &client,
            &new.replace("00.00.H41", "00.00.G22")
                .replace("01.H41", "01.G22")
        )
        .await
        .code(),
        "19"
    );
    assert_eq!(
        register(&client, &new.replace("000.00.01.H41", "vxp.saas.03"))
            .await
            .code(),
        "10"
    );
    assert_eq!(
        register(&client, &new.replace("\"Văn phòng\"", "\"\""))
            .await
            .code(),
        "10"
    );
    assert_eq!(
        register(&client, &new.replace("vp@nghean.gov.vn", "vp"))
            .await
            .code(),
        "10"
    );
    assert_eq!(register(&client, "{").await.code(), "10");
    // Registering again renames; the agency is one.
    assert_eq!(
        register(&client, &new.replace("Văn phòng", "Văn phòng mới"))
            .await
            .code(),
        "0"
    );
    assert_eq!(client.call("getAgenciesList", &[]).await.items().len(), 5);
}

#[tokio::test]
async fn closing_ends_delivery_and_keeps_what_was_sent() {
    let world = world().await;
    world
        .client(LANG_SON)
        .send(
            LANG_SON,
            &[NGHE_AN],
            "edoc",
            &Doc {
                from: LANG_SON,
                ..Doc::default()
            }
            .write(),
        )
        .await
        .doc_id();
    let client = world.client(LANG_SON);
    assert_eq!(
        client
            .call("deleteAgency", &[("AgencyCode", NGHE_AN)])
            .await
            .code(),
        "19"
    );
    assert_eq!(
        client
            .call("deleteAgency", &[("AgencyCode", "000.00.00.H99")])
            .await
            .code(),
        "18"
    );
    assert_eq!(
        client
            .call("deleteAgency", &[("AgencyCode", LANG_SON)])
            .await
            .code(),
        "0"
    );
    let listed = world
        .client(NGHE_AN)
        .call("getAgenciesList", &[])
        .await
        .items();
    assert!(!listed.iter().any(|agency| agency["code"] == LANG_SON));
    let units = world
        .client(NGHE_AN)
        .call("getSynchronizeUnit", &[("version", "0")])
        .await
        .items();
    assert!(
        units
            .iter()
            .any(|unit| unit["code"] == LANG_SON && unit["deleted"] == true)
    );
    let items = world.client(NGHE_AN).received("edoc").await;
    assert_eq!(items[0]["from"], LANG_SON);
    let again = Doc {
        from: LANG_SON,
        id: "2",
        ..Doc::default()
    }
    .write();
    assert_eq!(
        client
            .send(LANG_SON, &[NGHE_AN], "edoc", &again)
            .await
            .code(),
        "19"
    );
}

#[tokio::test]
async fn the_directory_of_qd20_has_both_codes_by_level() {
    let world = world().await;
    world
        .axis
        .register_agency(AgencyRecord::new("000.00.02.H37", "Sở").with_qd20("H37.02"))
        .await
        .expect("registered");
    world
        .axis
        .add_alias("H37.02", "28.22.H37")
        .await
        .expect("added");
    let client = world.client(VPCP);
    let first = client.call("getAgenciesListQD20", &[]).await.items();
    assert_eq!(first.len(), 4);
    assert!(
        first
            .iter()
            .any(|agency| agency["code"] == "H37" && agency["code102"] == "000.00.00.H37")
    );
    let second = client
        .call("getAgenciesListQD20", &[("level", "2")])
        .await
        .items();
    assert_eq!(second.len(), 1);
    assert_eq!(
        (second[0]["code102"].as_str(), second[0]["oldCode"].as_str()),
        (Some("000.00.02.H37"), Some("28.22.H37"))
    );
    assert_eq!(
        client
            .call("getAgenciesListQD20", &[("level", "0")])
            .await
            .items()
            .len(),
        5
    );
    assert_eq!(client.call("getListUnit", &[]).await.items().len(), 5);
}

#[tokio::test]
async fn changes_after_a_version_are_the_changes_alone() {
    let world = world().await;
    let client = world.client(VPCP);
    let all = client.call("getSynchronizeUnit", &[]).await.items();
    let version = all
        .iter()
        .filter_map(|unit| unit["version"].as_u64())
        .max()
        .expect("some")
        .to_string();
    assert!(
        client
            .call("getSynchronizeUnit", &[("version", &version)])
            .await
            .items()
            .is_empty()
    );
    world
        .axis
        .rename_agency(NGHE_AN, "Tỉnh Nghệ An")
        .await
        .expect("renamed");
    let changed = client
        .call("getSynchronizeUnit", &[("version", &version)])
        .await
        .items();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["name"], "Tỉnh Nghệ An");
}

#[tokio::test]
async fn a_code_names_one_agency() {
    let world = world().await;
    let error = world
        .axis
        .add_alias(NGHE_AN, VPCP)
        .await
        .expect_err("in use");
    assert!(
        error
            .to_string()
            .contains("names agency 000.00.00.G22 already"),
        "{error}"
    );
    world
        .axis
        .add_alias(NGHE_AN, "h41")
        .await
        .expect("the other form of its own code");
    assert!(world.axis.add_alias("000.00.00.H99", "X").await.is_err());
    assert!(
        world
            .axis
            .register_system("000.00.00.H99", "S", "s")
            .await
            .is_err()
    );
    assert!(world.axis.rotate_secret("nobody", "s").await.is_err());
}

#[tokio::test]
async fn a_rotated_secret_is_refused_at_once() {
    let world = world().await;
    let mut client = world.client(VPCP);
    assert_eq!(client.call("getAgenciesList", &[]).await.http, 200);
    world
        .axis
        .rotate_secret("SYS.000.00.00.G22", "new")
        .await
        .expect("rotated");
    let refused = client.call("getAgenciesList", &[]).await;
    assert_eq!((refused.http, refused.code()), (401, "15"));
    client.secret = "new".into();
    assert_eq!(client.call("getAgenciesList", &[]).await.http, 200);
}

#[tokio::test]
async fn a_hundred_thousand_agencies_are_listed_from_one_answer() {
    let world = world_with(Settings::default(), Keep::Memory).await;
    let many = (0..111_000).map(|at| {
        let code = format!(
            "{:03}.{:02}.{:02}.H{:02}",
            at / 6400 + 1,
            at / 64 % 100,
            at % 64,
            50
        );
        AgencyRecord::new(code, format!("Đơn vị {at}"))
    });
    let many: Vec<AgencyRecord> = many.collect();
    let distinct = many
        .iter()
        .map(|agency| &agency.code)
        .collect::<std::collections::HashSet<_>>()
        .len();
    world
        .axis
        .register_agencies(many)
        .await
        .expect("registered");
    let client = world.client(VPCP);
    assert_eq!(
        client.call("getAgenciesList", &[]).await.items().len(),
        distinct + 4
    );
    let first = client
        .request("getAgenciesList", &client.block(&[]))
        .send()
        .await
        .expect("an answer");
    let again = client
        .request("getAgenciesList", &client.block(&[]))
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        first.bytes().await.expect("a body"),
        again.bytes().await.expect("a body")
    );
    client
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
}
