//! What every component of the platform is to whoever raises it.

use std::future::Future;
use std::net::SocketAddr;

use axum::Router;
use clock::Clock;

use crate::keep::{Keep, OpenError};
use crate::serve::{self, Limits, Running};

/// What a component is opened with.
#[derive(Clone, Debug)]
pub struct Opening<S> {
    /// What its operator decides.
    pub settings: S,
    /// Where it keeps what it accepts.
    pub keep: Keep,
    /// The clock it lives by.
    pub clock: Clock,
    /// The base address under which others reach it, `http://127.0.0.1:40123`: what it writes into links and redirects.
    pub public_url: String,
}

/// A component; clones share it.
pub trait Component: Clone + Send + Sync + 'static {
    /// The role it plays, as target files and records name it.
    const ROLE: &'static str;

    /// What its operator decides; every field has a default and may stand in a TOML file.
    type Settings: Clone + Default + Send + Sync;

    /// Its own among the settings of all.
    fn settings(all: &crate::Settings) -> &Self::Settings;

    /// Opens it, with the state that its folder holds.
    ///
    /// # Errors
    /// The folder cannot be used, is open in another process, or holds something else.
    fn open(opening: Opening<Self::Settings>) -> Result<Self, OpenError>;

    /// Everything it answers.
    fn router(&self) -> Router;

    /// What it takes from the network.
    fn limits(&self) -> Limits {
        Limits::default()
    }

    /// Answers on `address` (port 0 picks a free one).
    ///
    /// # Errors
    /// The address cannot be bound.
    fn serve(&self, address: SocketAddr) -> impl Future<Output = std::io::Result<Running>> + Send {
        serve::serve(self.router(), self.limits(), address)
    }
}
