//! The client an agency's system speaks to the National Public-Service Portal with (services §1.1 to §1.4).
//!
//! It logs in when it has no session and once more when the portal says that the session is over; it asks which dossiers are known
//! before it sends them; and it sends steps only after the dossiers were taken.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use protocols::portal::{
    CALL_PATH, DESTINATION_HEADER, Dossier, Form, LOGIN_PATH, LoginReply, Progress, Question,
    Reply, Service, ask, sync,
};
use serde_json::{Map, Value, json};
use thiserror::Error;

/// Longest wait for an answer; integrators wait 60 s (services §1.1), nobody here needs so long.
const DEADLINE: Duration = Duration::from_secs(10);
/// Largest answer taken, in bytes.
const LARGEST: usize = 32 << 20;

/// Connections are not kept: they would tie the shared client to one runtime.
static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
    // A second installation is refused and harmless: the first provider stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .tls_certs_only([])
        .pool_max_idle_per_host(0)
        .redirect(reqwest::redirect::Policy::limited(3))
        .retry(reqwest::retry::never())
        .no_proxy()
        .build()
        .expect("a client without certificates needs nothing from the machine")
});

/// Why a call gave no reply. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PortalError {
    /// No complete answer came.
    #[error("no answer of the portal: {0}")]
    Unanswered(String),
    /// The answer is no reply of the portal.
    #[error("expected a reply of the portal, found HTTP {status}: {why}")]
    Unreadable {
        /// HTTP status.
        status: u16,
        /// What was wrong.
        why: String,
    },
    /// The login was refused.
    #[error("the portal refused the login: {0}")]
    LoginRefused(String),
}

/// An agency's account with the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalAccount {
    /// Name at the login.
    pub username: String,
    /// Password.
    pub password: String,
    /// Code of the agency, `madonvi`.
    pub agency: String,
    /// Value of the routing header `dstcode`.
    pub destination: String,
}

/// What came back, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalAnswer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Bytes,
}

impl PortalAnswer {
    /// The body as a reply.
    ///
    /// # Errors
    /// [`PortalError::Unreadable`].
    pub fn reply(&self) -> Result<Reply, PortalError> {
        let read = Reply::read(&self.body);
        read.map(|(reply, _)| reply)
            .map_err(|error| PortalError::Unreadable {
                status: self.status,
                why: error.to_string(),
            })
    }
}

/// What came of synchronising one dossier.
#[derive(Clone, Debug, PartialEq)]
pub enum Synced {
    /// Dossier and steps were taken.
    Done,
    /// The dossier was refused; no step was sent.
    DossierRefused(Reply),
    /// The dossier was taken, its steps were refused.
    StepsRefused(Reply),
}

/// The client; clones share the session.
#[derive(Clone, Debug)]
pub struct PortalClient {
    url: String,
    account: PortalAccount,
    session: Arc<Mutex<Option<String>>>,
    form: Form,
}

impl PortalClient {
    /// A client of the portal at an address.
    pub fn new(url: &str, account: PortalAccount) -> PortalClient {
        PortalClient {
            url: url.trim_end_matches('/').to_owned(),
            account,
            session: Arc::default(),
            form: Form::Extended,
        }
    }

    /// The same client writing dossiers in another form.
    #[must_use]
    pub fn writing(mut self, form: Form) -> PortalClient {
        self.form = form;
        self
    }

    /// As whom it calls.
    pub fn account(&self) -> &PortalAccount {
        &self.account
    }

    /// The session it has, to be sent by hand.
    pub fn session(&self) -> Option<String> {
        self.held().clone()
    }

    /// Forgets the session, or takes another one over.
    pub fn hold(&self, session: Option<String>) {
        *self.held() = session;
    }

    /// Logs in and keeps the session.
    ///
    /// # Errors
    /// No answer, no reply, or a refusal.
    pub async fn login(&self) -> Result<LoginReply, PortalError> {
        let body = json!({"username": self.account.username, "password": self.account.password});
        let answer = self.post(LOGIN_PATH, body.to_string(), true).await?;
        let reply = LoginReply::read(&answer.body).map_err(|error| PortalError::Unreadable {
            status: answer.status,
            why: error.to_string(),
        })?;
        if reply.code != 0 || reply.session.is_empty() {
            return Err(PortalError::LoginRefused(reply.message));
        }
        self.hold(Some(reply.session.clone()));
        Ok(reply)
    }

    /// Calls a service with further fields of the body.
    ///
    /// # Errors
    /// No answer, no reply, or no login.
    pub async fn call(
        &self,
        service: Service,
        fields: Map<String, Value>,
    ) -> Result<Reply, PortalError> {
        if self.session().is_none() {
            self.login().await?;
        }
        let question = Question { service, fields };
        let reply = self.asked(&question).await?;
        if !is_over(&reply) {
            return Ok(reply);
        }
        self.login().await?;
        self.asked(&question).await
    }

    async fn asked(&self, question: &Question) -> Result<Reply, PortalError> {
        let session = self.session().unwrap_or_default();
        let body = ask(&session, &self.account.agency, question);
        self.post(CALL_PATH, body.to_string(), true).await?.reply()
    }

    /// Posts a body as it stands, with or without the routing header.
    ///
    /// # Errors
    /// [`PortalError::Unanswered`].
    pub async fn post(
        &self,
        path: &str,
        body: impl Into<Bytes>,
        routed: bool,
    ) -> Result<PortalAnswer, PortalError> {
        let mut request = HTTP
            .post(format!("{}{path}", self.url))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Charset", "utf-8")
            .header("User-Agent", "lienthong/one-stop")
            .body(body.into());
        if routed {
            request = request.header(DESTINATION_HEADER, &self.account.destination);
        }
        answered(request).await
    }

    /// Whether the portal knows a dossier (`TraCuuHoSo`).
    ///
    /// # Errors
    /// As [`PortalClient::call`]; a refusal is an error, too.
    pub async fn knows(&self, code: &str) -> Result<bool, PortalError> {
        let mut fields = Map::new();
        fields.insert("mahoso".into(), json!(code));
        let reply = self.call(Service::FindDossier, fields).await?;
        if !reply.is_done() {
            return Err(PortalError::Unreadable {
                status: 200,
                why: reply.message,
            });
        }
        Ok(match reply.result {
            Some(Value::Array(rows)) => !rows.is_empty(),
            Some(Value::Object(row)) => !row.is_empty(),
            _ => false,
        })
    }

    /// Sends dossiers as new or as changed ones.
    ///
    /// # Errors
    /// As [`PortalClient::call`].
    pub async fn send(&self, updating: bool, dossiers: &[Dossier]) -> Result<Reply, PortalError> {
        let data = dossiers
            .iter()
            .map(|dossier| dossier.write(self.form))
            .collect();
        self.call(Service::SyncDossiers, sync(Some(updating), data))
            .await
    }

    /// Sends steps.
    ///
    /// # Errors
    /// As [`PortalClient::call`].
    pub async fn send_steps(&self, steps: &[Progress]) -> Result<Reply, PortalError> {
        // A struct of texts always has a JSON form.
        let data = steps
            .iter()
            .filter_map(|step| serde_json::to_value(step).ok())
            .collect();
        self.call(Service::SyncProgress, sync(None, data)).await
    }

    /// Synchronises one dossier: asks whether it is known, sends it, sends it as changed when it was known after all, and then its steps.
    ///
    /// # Errors
    /// As [`PortalClient::call`].
    pub async fn synchronise(
        &self,
        dossier: &Dossier,
        steps: &[Progress],
    ) -> Result<Synced, PortalError> {
        let known = self.knows(&dossier.code).await?;
        let one = std::slice::from_ref(dossier);
        let mut reply = self.send(known, one).await?;
        if !known && reply.is_duplicate() {
            reply = self.send(true, one).await?;
        }
        if !reply.is_done() {
            return Ok(Synced::DossierRefused(reply));
        }
        // Ten a call, as integrators do (services §1.4).
        for chunk in steps.chunks(10) {
            let reply = self.send_steps(chunk).await?;
            if !reply.is_done() {
                return Ok(Synced::StepsRefused(reply));
            }
        }
        Ok(Synced::Done)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a reply says that the session is over. The code for it is not known; the word for a session is in every wording.
fn is_over(reply: &Reply) -> bool {
    let message = reply.message.to_lowercase();
    !reply.is_done() && (message.contains("phiên") || message.contains("session"))
}

/// A page of the portal for people: GET without a body, else POST; with a bearer token when there is one.
///
/// # Errors
/// [`PortalError::Unanswered`].
pub async fn person_page(
    url: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&Value>,
) -> Result<PortalAnswer, PortalError> {
    let address = format!("{}{path}", url.trim_end_matches('/'));
    let mut request = match body {
        Some(body) => HTTP
            .post(address)
            .header("Content-Type", "application/json")
            .body(body.to_string()),
        None => HTTP.get(address),
    };
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let request = request
        .timeout(DEADLINE)
        .header("User-Agent", "lienthong/citizen");
    answered(request).await
}

async fn answered(request: reqwest::RequestBuilder) -> Result<PortalAnswer, PortalError> {
    let trouble = |error: reqwest::Error| PortalError::Unanswered(error.without_url().to_string());
    let mut response = request.send().await.map_err(trouble)?;
    let mut body = bytes::BytesMut::new();
    while let Some(piece) = response.chunk().await.map_err(trouble)? {
        if body.len() + piece.len() > LARGEST {
            return Err(PortalError::Unanswered(format!(
                "the answer is larger than {LARGEST} bytes"
            )));
        }
        body.extend_from_slice(&piece);
    }
    Ok(PortalAnswer {
        status: response.status().as_u16(),
        body: body.freeze(),
    })
}
