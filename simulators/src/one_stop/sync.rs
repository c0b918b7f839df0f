//! Telling the portal: `TraCuuHoSo`, then `DongBoHoSoMC`, and only when that was taken `CapNhatTienDoHoSoMC` (services §1.3).

use std::collections::BTreeSet;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::civil::DateTime;
use protocols::portal::{self, LoginReply, Question, Reply, Service};
use serde_json::{Map, Value, json};
use tokio::sync::Mutex;

use super::OneStop;
use super::desk::{Desk, Report};
use super::dossier::Dossier;
use super::lapse::Lapse;

/// Patience for one call.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest answer, in bytes.
const LARGEST: usize = 1 << 20;

/// An account of the agency at the portal.
#[derive(Clone, Debug)]
pub struct PortalAccount {
    /// Base address.
    pub url: String,
    /// The agency's code (`madonvi`).
    pub agency: String,
    /// User name.
    pub username: String,
    /// Password.
    pub password: String,
    /// Value of the routing header.
    pub destination: String,
}

/// A report that the portal does not want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The dossier.
    pub code: String,
    /// What the portal said.
    pub message: String,
}

/// The line to the portal.
#[derive(Debug)]
pub(super) struct Portal {
    account: PortalAccount,
    client: Client<HttpConnector, Full<Bytes>>,
    state: Mutex<Line>,
}

#[derive(Debug, Default)]
struct Line {
    session: Option<String>,
    known: BTreeSet<String>,
    refused: Vec<Refused>,
}

/// Why a report stays in the outbox.
enum Trouble {
    /// Nobody answers: later.
    Line,
    /// The portal refuses.
    Refused(String),
}

impl Portal {
    pub(super) fn new(account: PortalAccount) -> Portal {
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build_http();
        Portal {
            account,
            client,
            state: Mutex::default(),
        }
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Bytes, Trouble> {
        let request = Request::post(format!("{}{path}", self.account.url))
            .header("content-type", "application/json")
            .header("user-agent", "lienthong/one-stop")
            .header(portal::DESTINATION_HEADER, &self.account.destination)
            .body(Full::new(Bytes::from(body.to_string())))
            .map_err(|_| Trouble::Line)?;
        let work = async {
            let answer = self
                .client
                .request(request)
                .await
                .map_err(|_| Trouble::Line)?;
            if answer.status().is_server_error() {
                return Err(Trouble::Line);
            }
            let body = Limited::new(answer.into_body(), LARGEST).collect().await;
            body.map(http_body_util::Collected::to_bytes)
                .map_err(|_| Trouble::Line)
        };
        tokio::time::timeout(PATIENCE, work)
            .await
            .map_err(|_| Trouble::Line)?
    }

    async fn session(&self, line: &mut Line) -> Result<String, Trouble> {
        if let Some(session) = &line.session {
            return Ok(session.clone());
        }
        let login = json!({"username": self.account.username, "password": self.account.password});
        let bytes = self.post(portal::LOGIN_PATH, &login).await?;
        let reply =
            LoginReply::read(&bytes).map_err(|error| Trouble::Refused(error.to_string()))?;
        if reply.code != portal::code::OK {
            return Err(Trouble::Refused(reply.message));
        }
        line.session = Some(reply.session.clone());
        Ok(reply.session)
    }

    /// One call; a refused one is made once more with a new session, which may have expired.
    async fn call(
        &self,
        line: &mut Line,
        question: &Question,
        habits: &super::Habits,
    ) -> Result<Reply, Trouble> {
        let mut fresh = line.session.is_none();
        loop {
            let session = self.session(line).await?;
            let body = portal::ask(&session, &self.account.agency, question);
            let bytes = self.post(portal::CALL_PATH, &body).await?;
            let (reply, _) = Reply::read(&bytes).map_err(|_| Trouble::Line)?;
            let expired = reply.code == portal::code::ERROR && about_session(&reply.message);
            if !expired || fresh || habits.has(Lapse::SessionForEver) {
                return Ok(reply);
            }
            line.session = None;
            fresh = true;
        }
    }

    async fn tell(
        &self,
        line: &mut Line,
        report: &Report,
        habits: &super::Habits,
        url: &str,
    ) -> Result<(), Trouble> {
        let dossier = &report.dossier;
        let code = told_code(dossier, habits);
        let known = line.known.contains(&code) || self.knows(line, &code, habits).await?;
        let item = wire(dossier, &code, habits, url);
        let updating = known && !habits.has(Lapse::NeverUpdates);
        let mut reply = self.sync(line, updating, &item, habits).await?;
        if reply.is_duplicate() && !updating && !habits.has(Lapse::NeverUpdates) {
            reply = self.sync(line, true, &item, habits).await?;
        }
        let believed = habits.has(Lapse::BelievesMessage) && reply.message.contains("thành công");
        let taken = reply.is_done() || believed;
        if taken {
            line.known.insert(code.clone());
        }
        if taken || habits.has(Lapse::ProgressAnyway) {
            let step = progress(report, &code, habits);
            let fields = portal::sync(None, vec![step]);
            let question = Question {
                service: Service::SyncProgress,
                fields,
            };
            let told = self.call(line, &question, habits).await?;
            if taken && !told.is_done() {
                return Err(Trouble::Refused(told.message));
            }
        }
        if taken {
            Ok(())
        } else {
            Err(Trouble::Refused(reply.message))
        }
    }

    async fn knows(
        &self,
        line: &mut Line,
        code: &str,
        habits: &super::Habits,
    ) -> Result<bool, Trouble> {
        let fields = Map::from_iter([("mahoso".to_owned(), json!(code))]);
        let question = Question {
            service: Service::FindDossier,
            fields,
        };
        let reply = self.call(line, &question, habits).await?;
        let empty = |value: &Value| match value {
            Value::Array(list) => list.is_empty(),
            Value::Object(map) => map.is_empty(),
            other => other.is_null(),
        };
        Ok(reply.is_done() && reply.result.is_some_and(|result| !empty(&result)))
    }

    async fn sync(
        &self,
        line: &mut Line,
        updating: bool,
        item: &Value,
        habits: &super::Habits,
    ) -> Result<Reply, Trouble> {
        let fields = portal::sync(Some(updating), vec![item.clone()]);
        let question = Question {
            service: Service::SyncDossiers,
            fields,
        };
        self.call(line, &question, habits).await
    }
}

impl OneStop {
    /// Tells the portal everything that waits, in order; stops where the line is dead.
    pub async fn synchronise(&self) {
        let Some(portal) = &self.inner.portal else {
            return;
        };
        let mut line = portal.state.lock().await;
        loop {
            let next = self.look(|desk| {
                let report = desk.outbox.front().cloned()?;
                Some((
                    report,
                    desk.habits.clone(),
                    desk.settings.public_url.clone(),
                ))
            });
            let Some((report, habits, url)) = next else {
                return;
            };
            if habits.has(Lapse::NoSync) {
                return;
            }
            match portal.tell(&mut line, &report, &habits, &url).await {
                Ok(()) => {}
                Err(Trouble::Refused(message)) => {
                    let code = report.dossier.code.clone();
                    line.refused.push(Refused { code, message });
                }
                Err(Trouble::Line) if habits.has(Lapse::NoRetry) => {}
                Err(Trouble::Line) => return,
            }
            self.arrange(|desk: &mut Desk| desk.outbox.pop_front());
        }
    }

    /// What the portal did not want, in order.
    pub async fn refused_reports(&self) -> Vec<Refused> {
        match &self.inner.portal {
            Some(portal) => portal.state.lock().await.refused.clone(),
            None => Vec::new(),
        }
    }
}

/// Whether a refusal is about the session.
fn about_session(message: &str) -> bool {
    let message = message.to_lowercase();
    message.contains("session") || message.contains("phiên")
}

fn told_code(dossier: &Dossier, habits: &super::Habits) -> String {
    if habits.has(Lapse::SecondCode) {
        return format!("{}.1", dossier.code);
    }
    dossier.code.clone()
}

/// A dossier on the wire.
fn wire(dossier: &Dossier, code: &str, habits: &super::Habits, url: &str) -> Value {
    let mut item = core(dossier, code, habits);
    if !habits.has(Lapse::NoPapersSynced) {
        item.documents = documents(dossier, url);
    }
    if !habits.has(Lapse::NoFeesSynced) {
        item.fees = fees(dossier);
    }
    if !habits.has(Lapse::NoResultsSynced) {
        item.results = results(dossier, code, url);
    }
    item.supplements = supplements(dossier, code, habits);
    let base = habits.form == Some(2020);
    item.write(if base {
        portal::Form::Base
    } else {
        portal::Form::Extended
    })
}

/// Everything but the lists.
fn core(dossier: &Dossier, code: &str, habits: &super::Habits) -> portal::Dossier {
    let moment = |at: Option<DateTime>| at.map(|at| written(at, habits)).unwrap_or_default();
    let unless = |lapse: Lapse, text: &str| {
        if habits.has(lapse) {
            String::new()
        } else {
            text.to_owned()
        }
    };
    let (dates, applicant) = (&dossier.dates, &dossier.applicant);
    let paid = dossier
        .charge
        .as_ref()
        .and_then(|charge| charge.paid.as_ref());
    let phone = applicant.phone.clone().unwrap_or_default();
    let refused = status(dossier, habits) == "3";
    portal::Dossier {
        code: code.to_owned(),
        procedure: dossier.procedure.code.clone(),
        procedure_name: dossier.procedure.name.clone(),
        field: unless(Lapse::NoFieldCode, &dossier.procedure.field),
        field_name: dossier.procedure.field_name.clone(),
        receipt: code.to_owned(),
        owner: applicant.name.clone(),
        owner_kind: applicant.kind().wire().to_owned(),
        owner_tech_id: applicant.tech_id.clone().unwrap_or_default(),
        email: applicant.email.clone().unwrap_or_default(),
        fax: if habits.has(Lapse::PhoneAsFax) {
            phone.clone()
        } else {
            String::new()
        },
        phone,
        summary: cut(&dossier.procedure.name, 1_000),
        received: moment(dates.received.or(dates.submitted)),
        due: moment(dates.due),
        status: status(dossier, habits).to_owned(),
        returned: moment(dates.returned),
        delivery: dossier.delivery.wire().to_owned(),
        finished: moment(dates.finished),
        unit: dossier
            .steps
            .last()
            .map_or("", |step| &step.officer.department)
            .to_owned(),
        channel: unless(Lapse::NoChannel, dossier.channel.wire()),
        owner_id: applicant.id.clone(),
        submitted: moment(dates.submitted),
        refused: moment(dates.finished.filter(|_| refused)),
        submitted_at: if dossier.portal_code.is_some() {
            "1"
        } else {
            "2"
        }
        .to_owned(),
        digitised: u8::from(dossier.papers.iter().any(|paper| paper.digitised)).to_string(),
        vneid: u8::from(applicant.vneid).to_string(),
        paid_online: u8::from(paid.is_some_and(|paid| paid.method == "online")).to_string(),
        ..portal::Dossier::default()
    }
}

fn documents(dossier: &Dossier, url: &str) -> Vec<portal::Document> {
    let scanned = dossier.papers.iter().filter(|paper| paper.digitised);
    let item = |paper: &super::dossier::Paper| portal::Document {
        id: paper.id.clone(),
        name: cut(&paper.name, 4_000),
        deleted: "False".to_owned(),
        component: paper.component.clone(),
        url: format!("{url}/files/{}", paper.id),
        digitised: "1".to_owned(),
        reused: "0".to_owned(),
        from_store: "0".to_owned(),
        ..portal::Document::default()
    };
    scanned.map(item).collect()
}

fn fees(dossier: &Dossier) -> Vec<portal::Fee> {
    let item = |charge: &super::dossier::Charge| portal::Fee {
        name: "Phí, lệ phí".to_owned(),
        code: format!("LP.{}", dossier.procedure.code),
        collected: "1".to_owned(),
        amount: charge.amount.to_string(),
        kind: "1".to_owned(),
    };
    dossier.charge.iter().map(item).collect()
}

fn results(dossier: &Dossier, code: &str, url: &str) -> Vec<portal::ResultPaper> {
    let papers = dossier.result.iter().filter_map(|one| one.paper.as_ref());
    let item = |(result, name): &(String, String)| portal::ResultPaper {
        name: cut(name, 2_000),
        component: String::new(),
        id: format!("kq-{code}"),
        url: format!("{url}/files/kq-{code}"),
        result_code: result.clone(),
    };
    papers.map(item).collect()
}

fn supplements(dossier: &Dossier, code: &str, habits: &super::Habits) -> Vec<portal::Supplement> {
    let moment = |at: Option<DateTime>| at.map(|at| written(at, habits)).unwrap_or_default();
    let item = |(place, one): (usize, &super::dossier::Supplement)| portal::Supplement {
        id: format!("{code}-bs{}", place + 1),
        asked_by: one.officer.name.clone(),
        content: format!("{}. Lý do: {}", one.items.join("; "), one.reason),
        asked: written(one.asked, habits),
        received: moment(one.completed),
        status: u8::from(one.completed.is_some()).to_string(),
        due_before: moment(one.due.0),
        due_after: moment(one.due.1),
        ..portal::Supplement::default()
    };
    dossier.supplements.iter().enumerate().map(item).collect()
}

fn progress(report: &Report, code: &str, habits: &super::Habits) -> Value {
    let step = &report.step;
    let named = if habits.has(Lapse::LongTexts) {
        "Cán bộ ".repeat(12)
    } else {
        cut(&step.officer.name, 50)
    };
    let item = portal::Progress {
        code: code.to_owned(),
        officer: named,
        position: step.officer.title.clone(),
        at: written(step.at, habits),
        department: step.officer.department.clone(),
        content: step.content.clone(),
        status: status(&report.dossier, habits).to_owned(),
        begun: written(step.at, habits),
        due: report
            .dossier
            .dates
            .due
            .map(|at| written(at, habits))
            .unwrap_or_default(),
    };
    serde_json::to_value(item).unwrap_or_default()
}

fn status(dossier: &Dossier, habits: &super::Habits) -> &'static str {
    use protocols::dossier::Status as S;
    match dossier.status() {
        S::Stopped if habits.has(Lapse::EmptyStatus) => "",
        S::SupplementAsked | S::PaymentAsked | S::Stopped if habits.has(Lapse::OpenAsDone) => "9",
        status => status.wire(),
    }
}

fn written(at: DateTime, habits: &super::Habits) -> String {
    if habits.has(Lapse::TwelveHours) {
        return at.strftime("%Y%m%d%I%M%S").to_string();
    }
    if habits.has(Lapse::MinutesForMonths) {
        return at.strftime("%Y%M%d%H%M%S").to_string();
    }
    portal::moment(at)
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
