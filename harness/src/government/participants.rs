//! Simulated document systems joining a government.

use protocols::vxp::sign::Credentials;
use sha2::{Digest, Sha256};
use simulators::{Connection, DocumentSystem, Face, Identity, Temperament};

use super::{Government, Participant, RaiseError};
use crate::target::{Binding, System};

impl Government {
    /// Raises a simulated document system under a label of the scenario.
    ///
    /// On the embedded axis, `identity` is registered with a system id and a secret derived from the scenario's seed.
    /// On an external axis the next free system of the target file is taken, and its agency is the identity.
    ///
    /// # Errors
    /// [`RaiseError::NotEnoughSystems`] and [`RaiseError::NoFace`] mean that the scenario does not apply to the target.
    pub async fn participant(
        &mut self,
        label: &str,
        identity: Identity,
        face: Face,
        temperament: Temperament,
    ) -> Result<DocumentSystem, RaiseError> {
        if self.find(label).is_some() {
            return Err(RaiseError::Twice(label.to_owned()));
        }
        let habits = self.planted.participant_habits.clone();
        let temperament = habits
            .filter(|_| temperament == Temperament::sound())
            .unwrap_or(temperament);
        let system = self.simulate(label, identity, face, temperament).await?;
        self.participants.push(Participant {
            label: label.to_owned(),
            system: system.clone(),
        });
        Ok(system)
    }

    /// A simulated system with its place on the axis, under a label or as the system under test.
    pub(super) async fn simulate(
        &mut self,
        label: &str,
        identity: Identity,
        face: Face,
        temperament: Temperament,
    ) -> Result<DocumentSystem, RaiseError> {
        self.has_face(face)?;
        let system = match self.axis_binding() {
            Binding::External => self.lease()?,
            Binding::Embedded | Binding::Simulated => {
                let system = self.own_system(label, identity);
                self.recorder
                    .recorder()
                    .masker()
                    .hide(&system.credentials.secret);
                self.standing.register(&system).await?;
                system
            }
        };
        self.tap()
            .know_caller(&system.credentials, &system.name, &system.agency);
        let identity = Identity {
            code: system.agency,
            qd20: system.qd20,
            name: system.name,
        };
        let connection = Connection {
            url: self.axis_url().to_owned(),
            face,
            credentials: system.credentials,
        };
        let seed = self.seed.derive("participant").derive(label);
        let http = self.standing.http.clone();
        let clock = self.clock().clone();
        Ok(DocumentSystem::over(
            http,
            identity,
            connection,
            clock,
            seed.0,
            temperament,
        ))
    }

    fn has_face(&self, face: Face) -> Result<(), RaiseError> {
        let path = match face {
            Face::Vxp => &self.target.axis.vxp_path,
            Face::Lgsp => &self.target.axis.lgsp_path,
        };
        path.is_some().then_some(()).ok_or(RaiseError::NoFace(face))
    }

    /// The next system of the target file. No other scenario can have it: a government on an external axis is alone.
    fn lease(&mut self) -> Result<System, RaiseError> {
        let systems = &self.target.axis.systems;
        let Some(system) = systems.get(self.leased) else {
            return Err(RaiseError::NotEnoughSystems {
                wanted: self.leased + 1,
                has: systems.len(),
            });
        };
        self.leased += 1;
        Ok(system.clone())
    }

    fn own_system(&self, label: &str, identity: Identity) -> System {
        let seed = self.seed.derive("system").derive(label);
        let secret = Sha256::digest(seed.derive("secret").0.to_be_bytes());
        System {
            field: String::new(),
            credentials: Credentials {
                system_id: format!("sys.{:014x}", seed.derive("id").0),
                secret: secret.iter().map(|byte| format!("{byte:02x}")).collect(),
            },
            agency: identity.code,
            qd20: identity.qd20,
            name: identity.name,
        }
    }
}
