//! The document system under test: a real one, or a simulated one standing in its place.

use std::time::Duration;

use simulators::{DocumentSystem, Face, Identity};

use super::{Government, RaiseError};
use crate::target::{Binding, Stimuli};

/// The agency of a simulated document system under test.
pub(super) const STAND_IN: (&str, &str) = ("000.00.00.H41", "UBND tỉnh Nghệ An");

/// The document system under test.
#[derive(Clone, Debug)]
pub struct SystemUnderTest {
    identity: Identity,
    pub(super) patience: Duration,
    pub(super) means: Means,
}

/// How it is made to act.
#[derive(Clone, Debug)]
pub(super) enum Means {
    /// By calls, or by a person.
    External(Stimuli),
    /// Directly.
    Simulated(DocumentSystem),
}

impl SystemUnderTest {
    /// The agency it works for.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// How long it, or the person who works with it, may take.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// The simulated system that stands in its place; none for a real one.
    #[must_use]
    pub fn simulated(&self) -> Option<&DocumentSystem> {
        match &self.means {
            Means::Simulated(system) => Some(system),
            Means::External(_) => None,
        }
    }
}

impl Government {
    /// Puts the document system under test in its place, when the target has one.
    pub(super) async fn raise_system_under_test(&mut self) -> Result<(), RaiseError> {
        let Some(role) = self.target.document_system.clone() else {
            return Ok(());
        };
        let system = match (role.binding, role.system) {
            (Binding::External, Some(system)) => SystemUnderTest {
                identity: Identity {
                    code: system.agency,
                    qd20: system.qd20,
                    name: system.name,
                },
                patience: role.patience,
                means: Means::External(role.stimuli),
            },
            _ => self.stand_in(role.patience).await?,
        };
        self.under_test = Some(system);
        Ok(())
    }

    async fn stand_in(&mut self, patience: Duration) -> Result<SystemUnderTest, RaiseError> {
        let identity = Identity::new(STAND_IN.0, STAND_IN.1);
        let label = "document-system";
        let habits = self.planted.system_habits.clone().unwrap_or_default();
        let system = self.simulate(label, identity, Face::Vxp, habits).await?;
        system.set_desk(super::stand_in::desk());
        Ok(SystemUnderTest {
            identity: system.identity().clone(),
            patience,
            means: Means::Simulated(system),
        })
    }
}
