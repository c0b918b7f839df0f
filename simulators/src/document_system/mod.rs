//! The document system of one agency (hệ thống quản lý văn bản và điều hành): registers, outbox, desk, and the client
//! loop of domain §3.2. It acts only inside [`DocumentSystem::work`] and the explicit actions.

mod actions;
mod amending;
mod answering;
mod arriving;
mod changes;
mod checks;
mod composing;
mod desk;
mod draft;
mod follow_up;
mod journal;
mod outbox;
mod polling;
mod reading;
mod recalling;
mod round;
mod sending;
mod settling;
mod statuses;
mod store;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clock::Clock;
use jiff::civil::DateTime;
use protocols::edxml::Limits;

pub use desk::{Desk, OnChange, Plan};
pub use draft::{Amendment, Draft, File, Sent};
pub use journal::{
    Alert, AlertKind, Answer, Change, Delivery, DeliveryStatus, DocumentKey, HistoryEntry,
    Incoming, Outgoing, RecallForm, RecallRecord, ReceivedStatus, Shown, Statistics,
};
pub use round::{Round, Trouble};

use crate::client::Http;
use crate::temperament::Habits;
use crate::{Client, ClientError, ClientSettings, Connection, Identity, Temperament};
use store::Store;

/// One agency's system. Cheap to clone; clones are the same system.
#[derive(Clone, Debug)]
pub struct DocumentSystem {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    identity: Identity,
    client: Client,
    temperament: Temperament,
    clock: Clock,
    limits: Limits,
    store: Mutex<Store>,
    /// One round at a time: two steps of a scenario may ask at once.
    working: tokio::sync::Mutex<()>,
}

impl DocumentSystem {
    /// A sound system with connections of its own.
    ///
    /// # Panics
    /// Never with the default settings, which hold no certificate that could be unreadable and fall back to no roots.
    pub fn new(
        identity: Identity,
        connection: Connection,
        clock: Clock,
        seed: u64,
    ) -> DocumentSystem {
        DocumentSystem::with_temperament(identity, connection, clock, seed, Temperament::sound())
    }

    /// The same with a temperament.
    ///
    /// # Panics
    /// As [`DocumentSystem::new`].
    pub fn with_temperament(
        identity: Identity,
        connection: Connection,
        clock: Clock,
        seed: u64,
        temperament: Temperament,
    ) -> DocumentSystem {
        let http = Http::for_address(&connection.url, ClientSettings::default())
            .expect("default settings always make a client");
        DocumentSystem::over(http, identity, connection, clock, seed, temperament)
    }

    /// The same over connections shared with other systems.
    pub fn over(
        http: Http,
        identity: Identity,
        connection: Connection,
        clock: Clock,
        seed: u64,
        temperament: Temperament,
    ) -> DocumentSystem {
        let client = Client::new(http, connection, clock.clone())
            .with_habits(temperament.habits.transport.clone());
        let store = Mutex::new(Store::new(seed, client.now()));
        let inner = Inner {
            identity,
            client,
            temperament,
            clock,
            limits: Limits::default(),
            store,
            working: tokio::sync::Mutex::default(),
        };
        DocumentSystem {
            inner: Arc::new(inner),
        }
    }

    /// Who it is.
    pub fn identity(&self) -> &Identity {
        &self.inner.identity
    }

    /// Its client, for calls the system itself would not make.
    pub fn client(&self) -> &Client {
        &self.inner.client
    }

    /// Its habits.
    pub fn temperament(&self) -> &Temperament {
        &self.inner.temperament
    }

    /// The clock it was given; [`DocumentSystem::now`] adds the habit of a wrong one.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Its own time.
    pub fn now(&self) -> DateTime {
        self.inner.client.now()
    }

    fn habits(&self) -> &Habits {
        &self.inner.temperament.habits
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // Entries are changed in single steps, so a panic elsewhere cannot leave half of one.
        self.inner
            .store
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The refusal of an action whose document this system does not have.
fn unknown(key: &str) -> ClientError {
    ClientError::Invalid(format!(
        "expected a document of this system by transport id, document id or code, got {key:?}"
    ))
}
