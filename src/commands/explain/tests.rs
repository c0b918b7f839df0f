//! Every try is made for real against the embedded axis, and answered as the table promises.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, redirect};

use super::call::{Content, now, prepare};
use super::*;
use crate::cli::UpArgs;
use crate::commands::run::runtime;
use crate::commands::up::raise;

#[test]
fn every_reachable_requirement_is_tried_with_something() {
    let tries = Tries::get();
    // Services are tried with whole scenarios: one call alone shows little of a dossier's life or a login.
    let of_documents = |role: &str| ["axis", "document-system"].contains(&role);
    let entries = Catalogue::get().entries().iter();
    for entry in entries.filter(|entry| of_documents(&entry.role)) {
        let of = tries.of(&entry.id);
        assert!(
            entry.unreachable.is_some() || of.is_some_and(|of| !of.calls.is_empty()),
            "tries.toml: nothing for {}",
            entry.id
        );
    }
}

#[test]
fn the_table_names_only_what_there_is_and_leaves_nothing_loose() {
    let tries = Tries::get();
    let ids = Catalogue::get().ids();
    let areas: BTreeSet<&str> = (ids.iter())
        .filter_map(|id| Some(id.rsplit_once('-')?.0))
        .collect();
    let mut named = BTreeSet::new();
    let mut used = BTreeSet::new();
    for row in &tries.r#try {
        for of in &row.of {
            assert!(
                ids.contains(of) || areas.contains(of.as_str()),
                "tries.toml: {of} is nothing"
            );
            assert!(named.insert(of), "tries.toml: {of} has two entries");
        }
        for call in &row.calls {
            assert!(tries.call.contains_key(call), "tries.toml: no call {call}");
            used.insert(call.as_str());
        }
        for name in row.packages() {
            let package = packages::package(row, name);
            assert!(
                package.is_some(),
                "{:?}: the program does not carry {name}",
                row.of
            );
        }
        if let Some(name) = row.package.as_deref().filter(|_| !row.replace.is_empty()) {
            let package = packages::package(row, name).unwrap_or_default();
            let text = String::from_utf8_lossy(&package).into_owned();
            assert!(
                row.replace
                    .iter()
                    .all(|(_, new)| text.contains(new.as_str())),
                "{:?}",
                row.of
            );
        }
    }
    let loose: Vec<&String> = tries
        .call
        .keys()
        .filter(|name| !used.contains(name.as_str()))
        .collect();
    assert!(
        loose.is_empty(),
        "tries.toml: calls that nobody makes: {loose:?}"
    );
}

#[test]
fn every_tag_is_told_in_vietnamese() {
    for (tag, en) in features::tags::TAGS {
        let told = words::tag(tag).expect("a known tag");
        assert!(told.vi != *en && told.en == *en, "{tag}");
    }
}

/// Makes one call and tells what is not as promised.
async fn make(client: &Client, of: &'static Try, call: &Call) -> Result<(), String> {
    let method = Method::from_bytes(call.method.as_bytes()).map_err(|error| error.to_string())?;
    let mut request = client.request(method, &call.url);
    for (name, value) in &call.headers {
        request = request.header(name, value.as_bytes());
    }
    let package = |name: &str| packages::package(of, name).ok_or(format!("no package {name}"));
    request = match &call.content {
        Content::Nothing => request,
        Content::Text(text) => request.body(text.clone()),
        Content::Package(name) => request.body(package(name)?),
        Content::Form(name, kind) => {
            let file = Part::bytes(package(name)?).file_name("edoc.edxml");
            request.multipart(
                Form::new()
                    .text("messageType", *kind)
                    .part("edocFile", file),
            )
        }
    };
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    let said = answer.text().await.map_err(|error| error.to_string())?;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap_or_default();
    let raw = call.operation == "downloadEdoc" && said.contains("<edXML");
    let ok = json["status"] == "OK" || json["success"] == true || raw;
    let promised = &call.answer;
    if (status, ok) == (promised.status, promised.ok) && said.contains(&promised.shows) {
        return Ok(());
    }
    let said: String = said.chars().take(300).collect();
    Err(format!("promised {promised:?}, answered {status} {said}"))
}

#[test]
fn every_try_is_answered_as_promised_by_an_axis_just_brought_up() {
    let systems = systems(Seed(1));
    // The program installs the provider; so does this test, whichever of the two comes first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .tls_certs_only([])
        .build();
    let client = client.expect("a client");
    let mut wrong = Vec::new();
    let mut operations = BTreeSet::new();
    runtime().expect("a runtime").block_on(async {
        for of in &Tries::get().r#try {
            let args = UpArgs {
                port: 0,
                address: IpAddr::V4(Ipv4Addr::LOCALHOST),
                json: false,
                data: None,
                seed: 1,
                own: String::new(),
            };
            let running = raise(&args, &systems).await.expect("an axis");
            let caller = Caller {
                url: &running.url,
                systems: &systems,
                with: &[],
                now: now(),
            };
            let calls = prepare(&of.of[0], of, &caller).expect("calls");
            for (call, name) in calls.iter().zip(&of.calls) {
                operations.insert(call.operation);
                if let Err(why) = make(&client, of, call).await {
                    wrong.push(format!("{} {name}: {why}", of.of[0]));
                }
            }
            running.stop().await;
        }
    });
    assert!(
        wrong.is_empty(),
        "{} calls:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let missing: Vec<&str> = (protocols::vxp::OPERATIONS.iter())
        .map(|operation| operation.name)
        .filter(|name| !operations.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "operations that no try makes: {missing:?}"
    );
}

#[test]
fn a_parameter_can_be_given_and_a_signature_covers_it() {
    let systems = systems(Seed(1));
    let with = [("docId".to_owned(), "mã của tôi".to_owned())];
    let caller = Caller {
        url: "http://127.0.0.1:8080",
        systems: &systems,
        with: &with,
        now: jiff::civil::date(2026, 1, 5).at(9, 0, 0, 0),
    };
    let of = Tries::get().of("AX-GET-01").expect("a try");
    let calls = prepare("AX-GET-01", of, &caller).expect("calls");
    insta::assert_snapshot!(calls.last().expect("a last call").curl, @r#"
    curl -sS -X POST http://127.0.0.1:8080/XrdAdapter/adapter/getEdoc \
      -H 'XroadVnpt-systemid: 000.00.00.H37.SYS' \
      -H 'XroadVnpt-docId: mã của tôi' \
      -H 'XroadVnpt-timestamp: 05012026T090000+0000' \
      -H 'Content-Type: application/json' \
      -H 'XroadVnpt-Content-Type: application/json' \
      -H 'XroadVnpt-sign-header-key: systemid;docId;timestamp;Content-Type' \
      -H 'XroadVnpt-hash-header: 228b614f71d46cbef3584dbc976d4037bd83d9651ca1ac12de7e7e5238a8b905' \
      -H 'XroadVnpt-sign-header: {"XroadVnpt-systemid":"000.00.00.H37.SYS","XroadVnpt-docId":"mã của tôi","XroadVnpt-timestamp":"05012026T090000+0000","XroadVnpt-Content-Type":"application/json"}' \
      -H 'XroadVnpt-version: 3.0.201608' \
      --data-raw '{}'
    "#);
}
