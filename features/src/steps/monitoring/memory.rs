//! What a scenario remembers of EMC.

use protocols::emc::{Beacon, Progress};

use crate::plain_http::Said;

/// The memory.
#[derive(Default)]
pub struct MonitoringMemory {
    /// Base address of EMC.
    pub url: String,
    /// Number of the measured site.
    pub site: u32,
    /// Its host.
    pub host: String,
    /// The latest beacon.
    pub beacon: Option<Beacon>,
    /// The latest message of the one-stop system.
    pub progress: Option<Progress>,
    /// The latest answer.
    pub said: Option<Said>,
    /// What must stand nowhere: personal data a scenario sent.
    pub personal: Vec<String>,
}
