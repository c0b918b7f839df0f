//! `kill -9` in the middle of a burst: everything acknowledged is there, once.
//!
//! The test starts its own binary again; the child opens the folder, serves it and prints its address. No waiting by the clock: the
//! child is killed when so many acknowledgements were read.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use clock::Clock;
use platform::Keep;
use platform::axis::{Axis, Settings};

use crate::client::*;
use crate::packages::Doc;

const FOLDER: &str = "AXIS_CRASH_FOLDER";

/// The child's part; does nothing when run as a test.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serve_until_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let world = world_with(Settings::default(), Keep::Folder(folder.into())).await;
    println!("axis at {}", world.running.url);
    std::future::pending::<()>().await;
}

fn start(folder: &std::path::Path) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "crash::serve_until_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let url = lines
        .map_while(Result::ok)
        .find_map(|line| Some(line.split_once("axis at ")?.1.to_owned()))
        .expect("an address");
    (child, url)
}

/// Sends from several tasks until the axis dies under them; gives back what was acknowledged.
async fn burst(
    url: &str,
    round: usize,
    kill_after: usize,
    mut child: Child,
) -> HashMap<String, String> {
    let (told, mut acknowledged) = tokio::sync::mpsc::unbounded_channel();
    for worker in 0..8 {
        let client = Client {
            http: http_client(),
            url: url.to_owned(),
            system: format!("SYS.{VPCP}"),
            secret: SECRET.to_owned(),
            now: morning(),
        };
        let told = told.clone();
        tokio::spawn(async move {
            for at in 0.. {
                let id = format!("doc-{round}-{worker}-{at}");
                let package = Doc {
                    id: &id,
                    to: &[NGHE_AN, LANG_SON],
                    ..Doc::default()
                }
                .write();
                let hash = protocols::vxp::file_hash(&package);
                let to = format!("[\"{NGHE_AN}\",\"{LANG_SON}\"]");
                let logical = [
                    ("from", VPCP),
                    ("to", &to),
                    ("servicetype", "eDoc"),
                    ("messagetype", "edoc"),
                    ("hash-file", &hash),
                ];
                let Ok(response) = client
                    .request("sendEdoc", &client.block(&logical))
                    .body(package)
                    .send()
                    .await
                else {
                    return;
                };
                let Ok(answer) = response.json::<serde_json::Value>().await else {
                    return;
                };
                let doc_id = answer["DocId"].as_str().expect("accepted").to_owned();
                if told.send((id, doc_id)).is_err() {
                    return;
                }
            }
        });
    }
    drop(told);
    let mut kept = HashMap::new();
    while let Some((id, doc_id)) = acknowledged.recv().await {
        kept.insert(id, doc_id);
        if kept.len() == kill_after {
            child.kill().expect("killed");
        }
    }
    child.wait().expect("gone");
    kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_being_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged = HashMap::new();
    for (round, kill_after) in [1, 3, 7, 12, 20, 30, 45, 60].into_iter().enumerate() {
        let (child, url) = start(folder.path());
        acknowledged.extend(burst(&url, round, kill_after, child).await);
    }
    assert!(acknowledged.len() >= 178);
    let clock = Clock::controlled(morning());
    let axis = Axis::open(
        Settings::default(),
        Keep::Folder(folder.path().to_owned()),
        clock.clone(),
    )
    .expect("opened");
    let running = axis.serve(([127, 0, 0, 1], 0).into()).await.expect("bound");
    let world = World {
        axis,
        clock,
        running,
        http: http_client(),
    };
    let mut copies: HashMap<String, Vec<String>> = HashMap::new();
    for row in world.client(VPCP).sent("edoc").await {
        let text = |name: &str| row[name].as_str().expect("text").to_owned();
        copies
            .entry(text("senderDocId"))
            .or_default()
            .push(text("toCode"));
    }
    for (id, doc_id) in &acknowledged {
        let mut to = copies
            .get(doc_id)
            .cloned()
            .unwrap_or_else(|| panic!("{id} is lost"));
        to.sort();
        assert_eq!(to, [LANG_SON, NGHE_AN], "{id}");
    }
    // What was under way when the axis died is there whole or not at all.
    assert!(copies.values().all(|to| to.len() == 2));
    let period = platform::axis::Period::default();
    assert_eq!(
        world.axis.statistics(period).await.expect("read"),
        world.axis.recount(period).await.expect("read")
    );
}
