//! The client of the document axis: every operation of both faces, signed, bounded, and with its troubles told apart.

mod answers;
mod call;
mod directory;
mod error;
mod http;
mod lgsp;
mod operations;
mod rows;
mod vxp;
mod window;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clock::Clock;
use jiff::SignedDuration;
use jiff::civil::DateTime;

pub use call::{Ack, Call, MessageType, Spoil};
pub use error::{ClientError, Reach};
pub use http::{ClientSettings, Http, RawAnswer};
pub use rows::{DirectoryEntry, Listed, ListedSent, NewAgency};
pub use window::Window;

use crate::temperament::TransportHabits;
use crate::{Connection, Face};

/// One system's client. Cheap to clone; clones share connections and the habits' memory.
#[derive(Clone, Debug)]
pub struct Client {
    http: Http,
    connection: Connection,
    clock: Clock,
    habits: TransportHabits,
    memory: Arc<Mutex<vxp::Memory>>,
    /// Where the face lies below the address, when not at the usual path.
    path: Option<String>,
}

impl Client {
    /// A sound client over shared connections.
    pub fn new(http: Http, connection: Connection, clock: Clock) -> Client {
        Client {
            http,
            connection,
            clock,
            habits: TransportHabits::default(),
            memory: Arc::default(),
            path: None,
        }
    }

    /// The same client for a face that does not lie at the usual path below the address but at this one.
    #[must_use]
    pub fn at_path(mut self, path: &str) -> Client {
        self.path = Some(path.trim_end_matches('/').to_owned());
        self
    }

    /// The same client with these habits and a fresh memory.
    #[must_use]
    pub fn with_habits(mut self, habits: TransportHabits) -> Client {
        self.habits = habits;
        self.memory = Arc::default();
        self
    }

    /// Where and as whom this client calls.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The face it speaks.
    pub fn face(&self) -> Face {
        self.connection.face
    }

    /// The bounds in force.
    pub fn settings(&self) -> &ClientSettings {
        &self.http.settings
    }

    /// This machine's time: the clock, shifted when the habit is a wrong clock.
    pub fn now(&self) -> DateTime {
        let now = self.clock.now();
        now.checked_add(SignedDuration::from_secs(self.habits.clock_ahead_seconds))
            .unwrap_or(now)
    }

    /// Begins another session: what a library keeps for as long as its service object lives is made anew.
    pub fn begin_session(&self) {
        *self.memory() = vxp::Memory::default();
    }

    /// Makes one call as stated, spoils included, and returns whatever the axis answered.
    ///
    /// # Errors
    /// Only trouble below HTTP, an oversized answer, or a call that cannot be put on the wire; any HTTP status is an answer.
    pub async fn call(&self, call: &Call) -> Result<RawAnswer, ClientError> {
        let mut answer = self.call_once(call).await;
        for _ in 0..self.habits.repeats_failures {
            if answer.as_ref().is_ok_and(|raw| raw.status < 400) {
                break;
            }
            answer = self.call_once(call).await;
        }
        answer
    }

    async fn call_once(&self, call: &Call) -> Result<RawAnswer, ClientError> {
        let request = match self.face() {
            Face::Vxp => self.vxp_request(call)?,
            Face::Lgsp => self.lgsp_request(call)?,
        };
        let settings = self.settings();
        let package = matches!(call.operation.as_str(), "getEdoc" | "downloadEdoc");
        let limit = if package {
            settings.package_bytes
        } else {
            settings.list_bytes
        };
        self.http.exchange(request, limit).await
    }

    /// The address of an operation; an address that already ends in the face's usual path is used as it is.
    fn address(&self, usual: &str, operation: &str) -> String {
        let url = self.connection.url.trim_end_matches('/');
        let path = match &self.path {
            Some(path) => path,
            None if url.ends_with(usual) => "",
            None => usual,
        };
        format!("{url}{path}/{operation}")
    }

    /// Reads an address that a package names; no sound system does.
    pub(crate) async fn read_entity(&self, url: &str) -> Result<RawAnswer, ClientError> {
        let request = http::Request {
            operation: "an external entity".to_owned(),
            method: reqwest::Method::GET,
            url: url.to_owned(),
            headers: reqwest::header::HeaderMap::new(),
            body: bytes::Bytes::new(),
        };
        self.http
            .exchange(request, self.settings().list_bytes)
            .await
    }

    fn memory(&self) -> MutexGuard<'_, vxp::Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
