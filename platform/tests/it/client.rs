//! A client that signs by hand, so that the axis's verifier is held against a second writing of the scheme.

use clock::Clock;
use jiff::civil::{DateTime, date};
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub const SECRET: &str = "bí mật 123";

/// Monday 2 March 2026, 08:00.
pub fn morning() -> DateTime {
    date(2026, 3, 2).at(8, 0, 0, 0)
}

/// An axis on a port, with a clock that stands still and four agencies that have a system each.
pub struct World {
    pub axis: Axis,
    pub clock: Clock,
    pub running: Running,
    /// Shared by the clients of this world: making one is slow.
    pub http: reqwest::Client,
}

pub const VPCP: &str = "000.00.00.G22";
pub const NGHE_AN: &str = "000.00.00.H41";
pub const LANG_SON: &str = "000.00.00.H37";
pub const TU_PHAP: &str = "000.00.00.G15";

pub async fn world() -> World {
    world_with(Settings::default(), Keep::Memory).await
}

pub async fn world_with(settings: Settings, keep: Keep) -> World {
    let clock = Clock::controlled(morning());
    let axis = Axis::open(settings, keep, clock.clone()).expect("opened");
    let records = [
        (VPCP, "VPCP"),
        (NGHE_AN, "Nghệ An"),
        (LANG_SON, "Lạng Sơn"),
        (TU_PHAP, "Tư pháp"),
    ];
    axis.register_agencies(
        records
            .map(|(code, name)| AgencyRecord::new(code, name))
            .to_vec(),
    )
    .await
    .expect("registered");
    for (code, _) in records {
        axis.register_system(code, &format!("SYS.{code}"), SECRET)
            .await
            .expect("registered");
    }
    let running = axis.serve(([127, 0, 0, 1], 0).into()).await.expect("bound");
    World {
        axis,
        clock,
        running,
        http: http_client(),
    }
}

impl World {
    pub fn client(&self, agency: &str) -> Client {
        Client {
            http: self.http.clone(),
            url: self.running.url.clone(),
            system: format!("SYS.{agency}"),
            secret: SECRET.to_owned(),
            now: self.clock.now(),
        }
    }
}

#[derive(Clone)]
pub struct Client {
    pub http: reqwest::Client,
    pub url: String,
    pub system: String,
    pub secret: String,
    pub now: DateTime,
}

/// An HTTP client of its own; the TLS provider it asks for is installed by whoever comes first.
pub fn http_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}

/// An answer with its HTTP status.
#[derive(Debug)]
pub struct Answer {
    pub http: u16,
    pub json: Value,
}

impl Answer {
    pub fn code(&self) -> &str {
        self.json["ErrorCode"].as_str().unwrap_or("none")
    }

    pub fn text(&self) -> &str {
        self.json["ErrorDesc"].as_str().unwrap_or("none")
    }

    pub fn doc_id(&self) -> String {
        assert_eq!((self.http, self.code()), (200, "0"), "{:?}", self.json);
        self.json["DocId"].as_str().expect("a DocId").to_owned()
    }

    pub fn warnings(&self) -> String {
        self.json["Warnings"].to_string()
    }

    pub fn items(&self) -> Vec<Value> {
        assert_eq!(self.code(), "0", "{:?}", self.json);
        self.json["data"].as_array().expect("a list").clone()
    }
}

impl Client {
    /// The header block, written by hand from domain §3.1.
    pub fn block(&self, logical: &[(&str, &str)]) -> Vec<(String, String)> {
        let stamp = self.now.strftime("%d%m%YT%H%M%S+0123").to_string();
        let mut all = vec![("systemid", self.system.as_str())];
        all.extend_from_slice(logical);
        all.push(("timestamp", &stamp));
        all.push(("Content-Type", "application/json"));
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let members: Vec<String> = all
            .iter()
            .map(|(name, value)| {
                format!(
                    "\"XroadVnpt-{name}\":\"{}\"",
                    value.replace('\\', "\\\\").replace('"', "\\\"")
                )
            })
            .collect();
        let text = format!("{{{}}}", members.join(","));
        let mut block: Vec<(String, String)> = all
            .iter()
            .map(|(name, value)| (format!("XroadVnpt-{name}"), (*value).to_owned()))
            .collect();
        block.push(("XroadVnpt-sign-header-key".into(), names.join(";")));
        block.push((
            "XroadVnpt-hash-header".into(),
            hmac_sha256(self.secret.as_bytes(), text.as_bytes()),
        ));
        block.push(("XroadVnpt-sign-header".into(), text));
        if !logical.iter().any(|(name, _)| *name == "version") {
            block.push(("XroadVnpt-version".into(), "3.0.201608".into()));
        }
        block
    }

    pub fn request(&self, operation: &str, block: &[(String, String)]) -> reqwest::RequestBuilder {
        let url = format!("{}/XrdAdapter/adapter/{operation}", self.url);
        let get = ["downloadEdoc", "countReceiveEdoc", "countReceiveStatus"].contains(&operation);
        let request = if get {
            self.http.get(url)
        } else {
            self.http.post(url)
        };
        block.iter().fold(request, |request, (name, value)| {
            request.header(
                name,
                reqwest::header::HeaderValue::from_bytes(value.as_bytes()).expect("a header"),
            )
        })
    }

    pub async fn call(&self, operation: &str, logical: &[(&str, &str)]) -> Answer {
        answer(self.request(operation, &self.block(logical)).body("{}")).await
    }

    /// Sends as the operator's library does: unpadded hash, CRLF after the package.
    pub async fn send(&self, from: &str, to: &[&str], kind: &str, package: &[u8]) -> Answer {
        let to = serde_json::to_string(to).expect("text");
        self.send_with(
            &[
                ("from", from),
                ("to", &to),
                ("servicetype", "eDoc"),
                ("messagetype", kind),
            ],
            package,
        )
        .await
    }

    pub async fn send_with(&self, logical: &[(&str, &str)], package: &[u8]) -> Answer {
        let hash: String = Sha256::digest(package)
            .iter()
            .map(|byte| format!("{byte:x}"))
            .collect();
        let mut logical = logical.to_vec();
        logical.push(("hash-file", &hash));
        let body = [package, b"\r\n"].concat();
        answer(self.request("sendEdoc", &self.block(&logical)).body(body)).await
    }

    pub async fn received(&self, kind: &str) -> Vec<Value> {
        self.call(
            "getReceivedEdocList",
            &[("servicetype", "eDoc"), ("messagetype", kind)],
        )
        .await
        .items()
    }

    pub async fn sent(&self, kind: &str) -> Vec<Value> {
        self.call(
            "getSentEdocList",
            &[("servicetype", "eDoc"), ("messagetype", kind)],
        )
        .await
        .items()
    }

    pub async fn fetch(&self, doc_id: &str) -> String {
        use base64::Engine;
        let answer = self
            .call("getEdoc", &[("docId", doc_id), ("filePath", "C:/edoc")])
            .await;
        let data = answer.json["data"]
            .as_str()
            .unwrap_or_else(|| panic!("{:?}", answer.json));
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(data)
            .expect("base64");
        String::from_utf8(bytes).expect("text")
    }

    pub async fn acknowledge(&self, doc_id: &str, word: &str) -> Answer {
        self.call(
            "updateStatus",
            &[("docid", doc_id), ("status", word), ("description", "")],
        )
        .await
    }
}

pub async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let http = response.status().as_u16();
    let body = response.bytes().await.expect("a body");
    Answer {
        http,
        json: serde_json::from_slice(&body).unwrap_or(Value::Null),
    }
}

/// RFC 2104 by hand.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> String {
    let mut block = [0u8; 64];
    if key.len() > 64 {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::digest([&pad(0x36)[..], message].concat());
    let outer = Sha256::digest([&pad(0x5c)[..], &inner].concat());
    outer.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_hand_made_hmac_is_that_of_rfc_4231() {
    assert_eq!(
        hmac_sha256(b"Jefe", b"what do ya want for nothing?"),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}
