//! The services of the platform, as a phrase names them.

use harness::target::{SERVICES, ServiceKind};

use super::words::WordTable;

/// A service: “the payment platform”.
#[derive(Clone, Copy, Debug)]
pub struct ServiceWord(&'static ServiceKind);

impl ServiceWord {
    /// Its role, for example `payment`.
    #[must_use]
    pub fn role(self) -> &'static str {
        self.0.role
    }
}

impl WordTable for ServiceWord {
    const KIND: &'static str = "service";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        (SERVICES.iter())
            .map(|kind| (kind.en, kind.vi, Self(kind)))
            .collect()
    }
}
