//! Bounds of HTTP itself: long heads, large and slow bodies, connections that end.

use std::io::{Read, Write};

use platform::Keep;
use platform::axis::{AgencyRecord, Settings};

use crate::client::*;
use crate::packages::Doc;

#[tokio::test]
async fn a_list_of_thousands_of_receivers_fits_into_one_header() {
    let world = world().await;
    let codes: Vec<String> = (0..3000)
        .map(|at| format!("{:03}.{:02}.{:02}.H50", at / 100 + 1, at % 100, 1))
        .collect();
    let records = codes
        .iter()
        .map(|code| AgencyRecord::new(code.as_str(), "Đơn vị"));
    world
        .axis
        .register_agencies(records.collect())
        .await
        .expect("registered");
    let to: Vec<&str> = codes.iter().map(String::as_str).collect();
    let package = Doc {
        to: &to,
        ..Doc::default()
    }
    .write();
    let client = world.client(VPCP);
    client.send(VPCP, &to, "edoc", &package).await.doc_id();
    assert_eq!(client.sent("edoc").await.len(), 3000);
}

#[tokio::test]
async fn a_header_line_of_two_million_characters_is_read() {
    let world = world().await;
    let client = world.client(VPCP);
    // The line and the signed text beside it: twice its length in one head.
    let long = "x".repeat(2_000_000);
    assert_eq!(
        client
            .call("getAgenciesList", &[("filePath", &long)])
            .await
            .code(),
        "0"
    );
}

fn small() -> Settings {
    Settings {
        body_bytes: 20_000,
        idle_milliseconds: 200,
        body_milliseconds: 2_000,
        ..Settings::default()
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_answered_not_reset() {
    let world = world_with(small(), Keep::Memory).await;
    let long = "x".repeat(300_000);
    let package = Doc {
        header: &long,
        ..Doc::default()
    }
    .write();
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &package)
        .await;
    assert_eq!((answer.http, answer.code()), (413, "21"));
    assert!(
        answer.text().contains("toi da 20000 byte"),
        "{}",
        answer.text()
    );
    // The connection and the axis go on.
    assert_eq!(
        world.client(VPCP).call("getAgenciesList", &[]).await.code(),
        "0"
    );
}

/// Writes a request by hand and then reads what comes until the other side closes.
fn raw(world: &World, pieces: Vec<String>, finish: bool) -> String {
    let address = world
        .running
        .url
        .strip_prefix("http://")
        .expect("an address");
    let mut stream = std::net::TcpStream::connect(address).expect("connected");
    for piece in &pieces {
        stream.write_all(piece.as_bytes()).expect("written");
    }
    if finish {
        stream.shutdown(std::net::Shutdown::Write).expect("shut");
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_and_broken_bodies_end_in_an_answer() {
    let world = world_with(small(), Keep::Memory).await;
    let client = world.client(VPCP);
    let logical = [
        ("from", VPCP),
        ("to", "[\"000.00.00.H41\"]"),
        ("servicetype", "eDoc"),
        ("messagetype", "edoc"),
        ("hash-file", "ab"),
    ];
    let head: String = client
        .block(&logical)
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let head = format!(
        "POST /XrdAdapter/adapter/sendEdoc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{head}Content-Length: 5000\r\n\r\n<edXML"
    );
    let (world, slow, broken) = tokio::task::spawn_blocking(move || {
        let slow = raw(&world, vec![head.clone()], false);
        let broken = raw(&world, vec![head], true);
        (world, slow, broken)
    })
    .await
    .expect("done");
    assert!(slow.starts_with("HTTP/1.1 408"), "{slow}");
    assert!(slow.contains("\"ErrorCode\":\"21\""), "{slow}");
    assert!(
        broken.is_empty() || broken.starts_with("HTTP/1.1 400"),
        "{broken}"
    );
    assert!(world.client(VPCP).sent("edoc").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_drips_is_cut_off_and_garbage_is_answered() {
    let world = world_with(small(), Keep::Memory).await;
    let (_world, dripping, garbage) = tokio::task::spawn_blocking(move || {
        let dripping = raw(&world, vec!["POST /XrdAdapter".into()], false);
        let garbage = raw(
            &world,
            vec!["\u{16}\u{3}\u{1} TLS hello?\r\n\r\n".into()],
            false,
        );
        (world, dripping, garbage)
    })
    .await
    .expect("done");
    assert!(!dripping.contains("200 OK"), "{dripping}");
    assert!(garbage.starts_with("HTTP/1.1 400"), "{garbage}");
}

#[tokio::test]
async fn dropping_the_server_frees_its_port() {
    let world = world().await;
    let address: std::net::SocketAddr = world.running.url["http://".len()..]
        .parse()
        .expect("an address");
    world.client(VPCP).received("edoc").await;
    world.running.stop().await;
    let again = world.axis.serve(address).await.expect("the port is free");
    assert!(again.url.ends_with(&address.port().to_string()));
}

#[tokio::test]
async fn dropping_it_without_a_word_frees_the_port_too() {
    let world = world().await;
    let address: std::net::SocketAddr = world.running.url["http://".len()..]
        .parse()
        .expect("an address");
    world.client(VPCP).received("edoc").await;
    drop(world.running);
    let freed = async {
        while tokio::net::TcpListener::bind(address).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), freed)
        .await
        .expect("freed");
    // Nobody answers on the old connections either.
    let ask = world
        .http
        .get(format!("http://{address}/axis/statistics"))
        .send()
        .await;
    assert!(ask.is_err());
}
