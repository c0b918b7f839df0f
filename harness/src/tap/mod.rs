//! The tap: the point of control and observation between the participants and one endpoint.
//!
//! It passes requests on and answers back, records every exchange, and damages those its rules name. It never makes up
//! a success: when the endpoint fails, the caller's connection is closed and the record says what happened.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use clock::Clock;
use record::Exchange;
use rustls::pki_types::CertificateDer;
use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};

mod body;
mod capture;
mod fault;
mod limits;
mod lists;
mod package;
mod pass;
mod pattern;
mod rule;
mod rules;
mod serve;
mod signing;
mod story;
mod upstream;
mod wire;

pub use fault::{Fault, ListChange, Part};
pub use limits::Limits;
pub use pattern::Pattern;
pub use rule::{Rule, Side};
pub(crate) use upstream::causes;

use crate::inbox::Inbox;
use crate::recorder::ScenarioRecorder;
use crate::target::AxisRole;
use protocols::vxp::sign::Credentials;
use rules::{Caller, Rules};
use upstream::{Answer, Upstream};
use wire::Spoken;

/// What the record says of an exchange to which the endpoint itself gave no whole answer.
pub const NO_ANSWER: &str = "gave no answer";

/// What a tap stands in front of.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The role, for example `axis`.
    pub role: String,
    /// Base address, for example `http://127.0.0.1:8080`.
    pub url: String,
    /// Where callers' paths lie at the endpoint: the beginning of a path at the tap, and what it becomes.
    pub paths: Vec<(String, String)>,
    /// How long an answer may take.
    pub deadline: Duration,
    /// Certificate authorities to believe in place of the machine's own; none leaves those in force.
    pub authorities: Vec<CertificateDer<'static>>,
}

/// A running tap; dropping it closes its port and every connection.
#[derive(Debug)]
pub struct Tap {
    url: String,
    inner: Arc<Inner>,
    accepting: AbortHandle,
}

struct Inner {
    role: String,
    /// Changes when the endpoint moves to another port.
    base: RwLock<String>,
    paths: Vec<(String, String)>,
    upstream: Upstream,
    limits: Limits,
    clock: Clock,
    /// Changes with the scenario.
    scenario: RwLock<Scenario>,
    rules: Mutex<Rules>,
    /// Callers by system id, or whatever name their requests give, in lower case.
    known: RwLock<BTreeMap<String, Known>>,
    /// Answers, kept when a rule gives them again.
    given: Mutex<Vec<Given>>,
    /// Exchanges under way, ended with the tap.
    passing: Mutex<JoinSet<()>>,
}

/// A caller that the tap knows.
#[derive(Clone)]
struct Known {
    /// As the record shows it: `Bộ Tư pháp (000.00.00.G15)`.
    name: String,
    /// What signs its requests, where they are signed.
    credentials: Option<Credentials>,
}

/// An answer that was given.
struct Given {
    operation: String,
    caller: String,
    answer: Answer,
}

#[derive(Clone)]
struct Scenario {
    recorder: ScenarioRecorder,
    exchanges: Inbox<Exchange>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// The tap could not be put up.
#[derive(Debug, thiserror::Error)]
pub enum TapError {
    /// The port is taken or not ours.
    #[error("cannot listen at {address}: {source}; choose a free address")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The reason.
        source: io::Error,
    },
    /// TLS cannot be set up on this machine.
    #[error("cannot set up TLS: {0}")]
    Tls(String),
}

impl Endpoint {
    /// An endpoint whose paths are those of its callers, with the usual deadline.
    #[must_use]
    pub fn new(role: &str, url: &str) -> Self {
        Self {
            role: role.to_owned(),
            url: url.to_owned(),
            paths: Vec::new(),
            deadline: AxisRole::DEADLINE,
            authorities: Vec::new(),
        }
    }
}

impl Tap {
    /// Listens at an address (port 0 picks a free one) in front of an endpoint.
    ///
    /// # Errors
    /// When the address cannot be listened at, or TLS to the endpoint cannot be set up.
    pub async fn open(
        address: SocketAddr,
        endpoint: Endpoint,
        clock: Clock,
        recorder: ScenarioRecorder,
    ) -> Result<Self, TapError> {
        Self::open_with(address, endpoint, clock, recorder, Limits::default()).await
    }

    /// The same with other limits.
    ///
    /// # Errors
    /// As [`Tap::open`].
    pub async fn open_with(
        address: SocketAddr,
        endpoint: Endpoint,
        clock: Clock,
        recorder: ScenarioRecorder,
        limits: Limits,
    ) -> Result<Self, TapError> {
        let cannot_listen = |source| TapError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
        let local = listener.local_addr().map_err(cannot_listen)?;
        let encrypted = endpoint.url.starts_with("https:");
        let upstream = Upstream::new(limits, endpoint.deadline, encrypted, &endpoint.authorities)
            .map_err(|error| TapError::Tls(causes(&error)))?;
        let inner = Arc::new(Inner {
            role: endpoint.role,
            base: RwLock::new(endpoint.url),
            paths: endpoint.paths,
            upstream,
            limits,
            clock,
            scenario: RwLock::new(Scenario {
                recorder,
                exchanges: Inbox::new(),
            }),
            rules: Mutex::default(),
            known: RwLock::default(),
            given: Mutex::default(),
            passing: Mutex::default(),
        });
        let accepting = tokio::spawn(serve::accept(listener, Arc::clone(&inner)));
        Ok(Self {
            url: format!("http://{local}"),
            inner,
            accepting: accepting.abort_handle(),
        })
    }

    /// Base address of the tap, for example `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The endpoint's own address for a path of its callers: for loads that are too large to be recorded.
    #[must_use]
    pub fn past(&self, path: &str) -> String {
        format!(
            "{}{}",
            self.inner.base().trim_end_matches('/'),
            self.inner.path(path)
        )
    }

    /// Everything that went through since the scenario began, in the order in which it ended.
    #[must_use]
    pub fn exchanges(&self) -> Inbox<Exchange> {
        self.inner.scenario().exchanges
    }

    /// Adds a rule; rules meet an exchange in the order in which they were added.
    pub fn add_rule(&self, rule: Rule) {
        self.inner.rules(|rules| rules.add(rule));
    }

    /// Adds a rule of a planted defect: it stays when a scenario clears its own rules, and the record does not tell it.
    pub fn plant(&self, rule: Rule) {
        self.inner.rules(|rules| rules.plant(rule));
    }

    /// How often the rules of a planted defect were applied.
    #[must_use]
    pub fn planted_applied(&self) -> u32 {
        self.inner.rules(|rules| rules.planted_applied())
    }

    /// Takes the rules of the scenario away.
    pub fn clear_rules(&self) {
        self.inner.rules(Rules::clear);
    }

    /// The rules that were never applied: a scenario that plans a fault which never happens proves nothing.
    #[must_use]
    pub fn idle_rules(&self) -> Vec<Rule> {
        self.inner.rules(|rules| rules.idle())
    }

    /// Makes a caller known by its system id: its name, as the record shows it, and its secret, for rules that sign.
    pub fn know_caller(&self, credentials: &Credentials, name: &str, agency: &str) {
        let mut known = (self.inner.known.write()).unwrap_or_else(PoisonError::into_inner);
        let caller = Known {
            name: format!("{name} ({agency})"),
            credentials: Some(credentials.clone()),
        };
        known.insert(credentials.system_id.to_lowercase(), caller);
    }

    /// Makes a caller known by what its requests call it: an agency code, an account, a client id.
    pub fn know(&self, key: &str, name: &str, agency: &str) {
        let mut known = (self.inner.known.write()).unwrap_or_else(PoisonError::into_inner);
        let caller = Known {
            name: format!("{name} ({agency})"),
            credentials: None,
        };
        known.insert(key.to_lowercase(), caller);
    }

    /// The endpoint moved to another base address.
    pub fn follow(&self, url: &str) {
        let mut base = (self.inner.base.write()).unwrap_or_else(PoisonError::into_inner);
        url.clone_into(&mut base);
    }

    /// Another scenario begins: no rules, no exchanges, its own recorder.
    pub fn begin_scenario(&self, recorder: ScenarioRecorder) {
        self.clear_rules();
        let mut scenario = (self.inner.scenario.write()).unwrap_or_else(PoisonError::into_inner);
        *scenario = Scenario {
            recorder,
            exchanges: Inbox::new(),
        };
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.accepting.abort();
        let mut passing = (self.inner.passing.lock()).unwrap_or_else(PoisonError::into_inner);
        passing.abort_all();
    }
}

impl Inner {
    fn scenario(&self) -> Scenario {
        (self.scenario.read())
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn rules<R>(&self, change: impl FnOnce(&mut Rules) -> R) -> R {
        change(&mut self.rules.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn base(&self) -> String {
        (self.base.read())
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Who sends a request, by what it says of itself.
    fn caller(&self, spoken: &Spoken) -> Caller {
        let known = (self.known.read()).unwrap_or_else(PoisonError::into_inner);
        let found = |key: &String| known.get(&key.to_lowercase()).map(|known| &known.name);
        let key = spoken.key.as_ref();
        let name = (key.and_then(found))
            .or(spoken.agent.as_ref())
            .or(key)
            .map_or("unknown", String::as_str);
        Caller {
            system_id: spoken.key.clone(),
            name: name.to_owned(),
        }
    }

    /// The secret of a known caller.
    fn credentials(&self, system_id: &str) -> Option<Credentials> {
        let known = (self.known.read()).unwrap_or_else(PoisonError::into_inner);
        known.get(&system_id.to_lowercase())?.credentials.clone()
    }

    /// Every known caller.
    fn everybody(&self) -> Vec<Credentials> {
        let known = (self.known.read()).unwrap_or_else(PoisonError::into_inner);
        known
            .values()
            .filter_map(|known| known.credentials.clone())
            .collect()
    }

    /// The path at the endpoint for a path at the tap.
    fn path(&self, path: &str) -> String {
        (self.paths.iter())
            .find_map(|(here, there)| {
                let rest = path.strip_prefix(here.as_str())?;
                (rest.is_empty() || rest.starts_with(['/', '?'])).then(|| format!("{there}{rest}"))
            })
            .unwrap_or_else(|| path.to_owned())
    }
}
