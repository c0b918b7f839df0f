//! Packages too large to be held in memory on this side, or to be recorded: they are made while they are sent, and go
//! past the tap. The record keeps the beginning of the request and the whole answer.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use harness::Government;
use protocols::edxml::{self, Attachment};
use protocols::vxp::sign;
use record::{Cause, Exchange, Message};
use sha2::{Digest as _, Sha256};
use simulators::{DocumentSystem, RawAnswer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::ended::Ended;
use crate::papers;
use crate::params::{Agency, Number};
use crate::step::steps;

/// Base64 of the smallest sound PDF's first and last bytes, and of what fills it.
const BEGINNING: &str = "JVBERi0xLjcK";
const FILLING: &str = "QUFB";
const END: &str = "CiUlRU9G";
/// How often the filling stands in one piece that is sent.
const PIECE: usize = 16 * 1024;
/// The longest a large package may take.
const PATIENCE: Duration = Duration::from_secs(20);

steps! {
    /// Sends a document with an attachment of so many bytes. The axis may refuse it by its declared length.
    When "{from} sends {to} a document with an attachment of {bytes} bytes" | "{from} gửi cho {to} văn bản có tệp đính kèm {bytes} byte"
    async fn send_large(world, from: Agency, to: Agency, bytes: Number) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, std::slice::from_ref(&to))?;
        document.attachments = vec![Attachment {
            content_id: papers::uuid(world.generator()?).to_string(),
            name: "ban-do.pdf".into(),
            description: None,
            content_type: "application/pdf".into(),
            bytes: b"%PDF-1.7\n\n%%EOF".to_vec(),
        }];
        let written = edxml::write_document(&document).map_err(|error| Ended::error(error.to_string()))?;
        let written = String::from_utf8_lossy(&written).into_owned();
        let package = Large::new(&written, bytes.0)?;
        let system = world.system(&from)?;
        let answer = send(world.government()?, &system, &to.code, package).await?;
        world.memory()?.answer = Some(answer);
        Ok(())
    }
}

/// A package whose one attachment is mostly filling.
#[derive(Clone)]
struct Large {
    before: String,
    fillings: usize,
    after: String,
}

impl Large {
    fn new(written: &str, attachment_bytes: usize) -> Result<Self, Ended> {
        let whole = format!("{BEGINNING}{END}");
        let (before, after) = written
            .split_once(&whole)
            .ok_or_else(|| Ended::error("the package does not hold its attachment"))?;
        Ok(Self {
            before: format!("{before}{BEGINNING}"),
            fillings: attachment_bytes.saturating_sub(15) / 3,
            after: format!("{END}{after}"),
        })
    }

    fn length(&self) -> usize {
        self.before.len() + self.fillings * FILLING.len() + self.after.len()
    }

    fn pieces(&self) -> impl Iterator<Item = Bytes> + use<> {
        let piece = Bytes::from(FILLING.repeat(PIECE));
        let (whole, rest) = (self.fillings / PIECE, self.fillings % PIECE);
        let rest = piece.slice(..rest * FILLING.len());
        let filling = std::iter::repeat_n(piece, whole).chain([rest]);
        let (before, after) = (
            Bytes::from(self.before.clone()),
            Bytes::from(self.after.clone()),
        );
        [before].into_iter().chain(filling).chain([after])
    }

    /// SHA-256 of the whole, lower-case hex.
    fn hash(&self) -> String {
        let mut hash = Sha256::new();
        self.pieces().for_each(|piece| hash.update(&piece));
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

async fn send(
    government: &Government,
    system: &DocumentSystem,
    to: &str,
    package: Large,
) -> Result<RawAnswer, Ended> {
    let hashed = package.clone();
    let hash = tokio::task::spawn_blocking(move || hashed.hash()).await;
    let hash = hash.map_err(|error| Ended::error(error.to_string()))?;
    let credentials = &system.client().connection().credentials;
    let from = &system.identity().code;
    let logical = [
        ("systemid", credentials.system_id.clone()),
        ("from", from.clone()),
        ("to", serde_json::json!([to]).to_string()),
        ("servicetype", "eDoc".into()),
        ("messagetype", "edoc".into()),
        ("hash-file", hash.clone()),
        ("timestamp", protocols::dates::vxp_timestamp(system.now())),
        ("Content-Type", "application/octet-stream".into()),
    ];
    let logical = logical.map(|(name, value)| (name.to_owned(), value));
    let headers = sign::sign(&logical, &credentials.secret);
    let address = government.tap().past("/XrdAdapter/adapter/sendEdoc");
    let began = Instant::now();
    let answered = tokio::time::timeout(PATIENCE, talk(&address, &headers, &package)).await;
    let answer =
        answered.map_err(|_| network(format!("no whole answer within {PATIENCE:?}")))??;
    record(
        government,
        system,
        &package,
        &hash,
        &headers,
        &answer,
        began.elapsed(),
    );
    Ok(answer)
}

/// One request by hand: the head first, the package only when the axis wants it (`Expect: 100-continue`, as the
/// operator's library does).
async fn talk(
    address: &str,
    headers: &[(String, String)],
    package: &Large,
) -> Result<RawAnswer, Ended> {
    let plain = address.strip_prefix("http://");
    let plain = plain
        .ok_or_else(|| Ended::not_applicable("large packages are sent over plain HTTP only"))?;
    let (host, path) = plain.split_at(plain.find('/').unwrap_or(plain.len()));
    let mut head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nExpect: 100-continue\r\n"
    );
    head.push_str(&format!("Content-Length: {}\r\n", package.length()));
    headers
        .iter()
        .for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
    head.push_str("\r\n");
    let broken = |error: std::io::Error| network(error.to_string());
    let mut stream = TcpStream::connect(host).await.map_err(broken)?;
    stream.write_all(head.as_bytes()).await.map_err(broken)?;
    let first = read_head(&mut stream).await.map_err(broken)?;
    let head = if first.starts_with("HTTP/1.1 100") {
        for piece in package.pieces() {
            stream.write_all(&piece).await.map_err(broken)?;
        }
        read_head(&mut stream).await.map_err(broken)?
    } else {
        first
    };
    let mut body = Vec::new();
    stream
        .take(1 << 20)
        .read_to_end(&mut body)
        .await
        .map_err(broken)?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| network(format!("no HTTP answer: {head:?}")))?;
    Ok(RawAnswer {
        operation: "sendEdoc".into(),
        status,
        headers: Vec::new(),
        body: body.into(),
    })
}

async fn read_head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < 64 * 1024 {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn network(why: String) -> Ended {
    Ended::inconclusive(Cause::Network, "the axis answers a large package", why)
}

fn record(
    government: &Government,
    system: &DocumentSystem,
    package: &Large,
    hash: &str,
    headers: &[(String, String)],
    answer: &RawAnswer,
    took: Duration,
) {
    let answered = String::from_utf8_lossy(&answer.body).into_owned();
    government.recorder().exchange(Exchange {
        scenario: String::new(),
        number: 0,
        step: None,
        from: system.identity().name.clone(),
        to: "axis".into(),
        operation: "sendEdoc".into(),
        at: government.clock().now(),
        milliseconds: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        request: Message {
            line: "POST /XrdAdapter/adapter/sendEdoc".into(),
            headers: headers.iter().cloned().collect(),
            body: package.before.clone(),
            body_bytes: package.length() as u64,
            body_sha256: hash.into(),
        },
        response: Some(Message {
            line: answer.status.to_string(),
            headers: BTreeMap::new(),
            body_bytes: answered.len() as u64,
            body_sha256: Sha256::digest(&answer.body)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            body: answered,
        }),
        fault: None,
    });
}
