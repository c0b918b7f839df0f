//! A transport of the axis in few lines and without any of our wire code on its side: it takes packages, fans them out,
//! lists what waits, and can be told to deliver again. For tests of the systems, not of the axis.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base64::Engine as _;
use serde_json::{Value, json};

#[derive(Clone)]
pub struct Item {
    pub doc_id: String,
    pub kind: String,
    pub from: String,
    pub to: String,
    pub package: Vec<u8>,
    pub status: String,
}

#[derive(Clone, Default)]
pub struct Double {
    items: Arc<Mutex<Items>>,
}

/// Packages in order, with an index for those who poll.
#[derive(Default)]
struct Items {
    all: Vec<Item>,
    by_receiver: HashMap<String, Vec<usize>>,
    by_id: HashMap<String, usize>,
}

impl Items {
    fn push(&mut self, item: Item) {
        let place = self.all.len();
        self.by_receiver
            .entry(item.to.clone())
            .or_default()
            .push(place);
        self.by_id.insert(item.doc_id.clone(), place);
        self.all.push(item);
    }
}

impl Double {
    /// Starts on a free port; the answer is its address. System ids are agency codes here.
    pub async fn start(&self) -> String {
        let app = Router::new()
            .route(
                "/XrdAdapter/adapter/{operation}",
                axum::routing::any(answer),
            )
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await });
        url
    }

    pub fn items(&self) -> Vec<Item> {
        self.lock().all.clone()
    }

    /// Puts every package of a kind back into its list, as after a lost acknowledgement.
    pub fn relist(&self, kind: &str) {
        self.each(kind, |item| item.status = "initial".into());
    }

    /// Delivers every package of a kind a second time, under a new transport id.
    pub fn redeliver(&self, kind: &str) {
        let mut items = self.lock();
        let again = |id: &str| format!("{id}-again");
        let once = |item: &&Item| {
            item.kind == kind
                && !item.doc_id.ends_with("-again")
                && !items.by_id.contains_key(&again(&item.doc_id))
        };
        let copy = |item: &Item| Item {
            doc_id: again(&item.doc_id),
            status: "initial".into(),
            ..item.clone()
        };
        let copies: Vec<Item> = items.all.iter().filter(once).map(copy).collect();
        copies.into_iter().for_each(|item| items.push(item));
    }

    /// Hides or shows packages of a kind: what is held is not listed.
    pub fn hold(&self, kind: &str, held: bool) {
        let status = if held { "held" } else { "initial" };
        self.each(kind, |item| item.status = status.into());
    }

    fn lock(&self) -> MutexGuard<'_, Items> {
        self.items.lock().expect("no panic before")
    }

    fn each(&self, kind: &str, change: impl Fn(&mut Item)) {
        self.lock()
            .all
            .iter_mut()
            .filter(|item| item.kind == kind)
            .for_each(change);
    }

    fn send(&self, header: &impl Fn(&str) -> String, package: &Bytes) -> Value {
        let receivers: Vec<String> = serde_json::from_str(&header("to")).unwrap_or_default();
        let mut items = self.lock();
        let number = items.all.len();
        for (place, to) in receivers.into_iter().enumerate() {
            items.push(Item {
                doc_id: format!("{number}-{place}"),
                kind: header("messagetype"),
                from: header("from"),
                to,
                package: package.to_vec(),
                status: "initial".into(),
            });
        }
        json!({"status": "OK", "ErrorCode": "0", "DocId": format!("{number}")})
    }

    fn list(&self, header: &impl Fn(&str) -> String) -> Value {
        let (system, kind) = (header("systemid"), header("messagetype"));
        let items = self.lock();
        let own = items
            .by_receiver
            .get(&system)
            .map_or(&[] as &[usize], Vec::as_slice);
        let waits = |item: &&Item| item.kind == kind && item.status == "initial";
        let row = |item: &Item| {
            json!({"docId": item.doc_id, "messageType": item.kind, "from": item.from, "to": item.to,
                "status": item.status, "created_time": ""})
        };
        let rows: Vec<Value> = own
            .iter()
            .map(|place| &items.all[*place])
            .filter(waits)
            .map(row)
            .collect();
        json!({"status": "OK", "ErrorCode": "0", "data": rows})
    }

    fn get(&self, doc_id: &str) -> Value {
        let items = self.lock();
        let package = items
            .by_id
            .get(doc_id)
            .map_or(&[] as &[u8], |place| &items.all[*place].package);
        json!({"status": "OK", "data": base64::engine::general_purpose::STANDARD.encode(package)})
    }

    fn acknowledge(&self, doc_id: &str, word: String) -> Value {
        let mut items = self.lock();
        if let Some(place) = items.by_id.get(doc_id).copied() {
            items.all[place].status = if word == "fail" {
                "initial".into()
            } else {
                word
            };
        }
        json!({"status": "OK", "ErrorCode": "0"})
    }
}

async fn answer(
    State(double): State<Double>,
    Path(operation): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> String {
    let header = |name: &str| {
        let value = headers.get(format!("XroadVnpt-{name}"));
        value
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .unwrap_or_default()
    };
    let answer = match operation.as_str() {
        "sendEdoc" => double.send(&header, &body),
        "getReceivedEdocList" => double.list(&header),
        "getEdoc" => double.get(&header("docId")),
        "updateStatus" => double.acknowledge(&header("docId"), header("status")),
        "getAgenciesListQD20" => json!({"status": "OK", "ErrorCode": "0", "data": []}),
        _ => json!({"status": "FAIL", "ErrorCode": "100", "ErrorDesc": "khong co dich vu"}),
    };
    answer.to_string()
}
