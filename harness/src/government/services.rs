//! The roles beside the axis: each is raised when a scenario first needs it.

use std::time::Duration;

use axum::Router;
use platform::Component;
use record::Exchange;
use sha2::{Digest, Sha256};
use simulators::one_stop;
use tokio::time::{Instant, timeout};

use super::stand::{Front, Raising, Service, Stand};
use super::{Government, NotControllable, RaiseError, Waited};
use crate::tap::Tap;
use crate::target::{Account, Binding, ServiceKind};

/// A service as a scenario sees it.
#[derive(Clone, Debug)]
pub struct Raised<C> {
    /// Base address for everybody in the government: the tap's.
    pub url: String,
    /// The component, to act as its operator; none when it is a real system, or killed.
    pub ours: Option<C>,
}

impl<C> Raised<C> {
    /// The component, to act as its operator.
    ///
    /// # Errors
    /// [`RaiseError::NotOurs`] when it is a real system: the scenario does not apply to this target.
    pub fn operator(self) -> Result<C, RaiseError>
    where
        C: Component,
    {
        self.ours.ok_or(RaiseError::NotOurs(C::ROLE))
    }
}

impl Government {
    /// A service, raised when the scenario first needs it.
    ///
    /// # Errors
    /// When it cannot be raised.
    pub async fn service<C: Component>(&mut self) -> Result<Raised<C>, RaiseError> {
        let stand = self.stand::<C>().await?;
        Ok(Raised {
            url: stand.tap().url().to_owned(),
            ours: stand.component().cloned(),
        })
    }

    /// Ends a component of ours abruptly, as a power cut would.
    ///
    /// # Errors
    /// When it is not ours to kill, or keeps nothing on disk in this scenario.
    pub async fn kill<C: Component>(&mut self) -> Result<(), NotControllable> {
        if self.target.binding(C::ROLE) == Binding::External {
            return Err(NotControllable::External);
        }
        match self.stand::<C>().await {
            Ok(stand) if stand.keeps_on_disk() => {
                stand.kill().await;
                Ok(())
            }
            _ => Err(NotControllable::InMemory),
        }
    }

    /// Starts a killed component again from what is on its disk; its address, the tap's, stays.
    ///
    /// # Errors
    /// When it cannot be started.
    pub async fn start<C: Component>(&mut self) -> Result<Raised<C>, RaiseError> {
        self.stand::<C>().await?.start().await?;
        self.service().await
    }

    /// Puts a participant's own face behind a tap, or a real system's: `answers` makes the face of the public address.
    /// Tells that address.
    ///
    /// # Errors
    /// When it cannot listen.
    pub async fn front(
        &mut self,
        role: &str,
        answers: impl FnOnce(&str) -> Router,
    ) -> Result<String, RaiseError> {
        let service = self.target.service(role);
        let services = &mut self.standing.services;
        if service.binding == Binding::External
            && let Some(known) = services.iter().find(|known| known.role() == role)
        {
            return Ok(known.tap().url().to_owned());
        }
        services.retain(|known| known.role() != role);
        let (clock, recorder) = (self.clock().clone(), self.recorder.clone());
        let front = Front::raise(&service, &clock, &recorder, answers).await?;
        let url = front.tap().url().to_owned();
        self.plant_rules_at(role, front.tap());
        self.standing.services.push(Box::new(front));
        Ok(url)
    }

    /// Habits of the simulated one-stop system under test.
    #[must_use]
    pub fn one_stop_habits(&self) -> one_stop::Habits {
        self.planted.one_stop_habits.clone().unwrap_or_default()
    }

    /// The tap before a role that was raised.
    #[must_use]
    pub fn tap_of(&self, role: &str) -> Option<&Tap> {
        if role == "axis" {
            return Some(self.tap());
        }
        let mut services = self.standing.services.iter();
        services
            .find(|service| service.role() == role)
            .map(|service| service.tap())
    }

    /// Every tap of this government.
    pub fn taps(&self) -> impl Iterator<Item = &Tap> {
        let services = self.standing.services.iter();
        std::iter::once(self.tap()).chain(services.map(|service| service.tap()))
    }

    /// An account with a service: of a real one, that which its target table (or the participant's, under `at`) names for the
    /// agency, else the next; of ours, one drawn from the seed, which is still to be registered with its operator.
    ///
    /// # Errors
    /// [`RaiseError::NotEnoughAccounts`] says that the scenario does not apply to the target.
    pub fn account(
        &mut self,
        role: &'static str,
        agency: &str,
        name: &str,
    ) -> Result<Account, RaiseError> {
        let service = self.target.service(role);
        let account = match service.binding {
            Binding::External => {
                let own = service
                    .accounts
                    .iter()
                    .find(|account| account.agency == agency);
                let lacking = RaiseError::NotEnoughAccounts {
                    role,
                    agency: agency.to_owned(),
                };
                own.cloned().ok_or(lacking)?
            }
            Binding::Embedded | Binding::Simulated => {
                let one_stop = self.target.service("one-stop");
                let own = one_stop.accounts.iter().find(|account| {
                    account.at.as_deref() == Some(role) && account.agency == agency
                });
                own.cloned()
                    .unwrap_or_else(|| self.own_account(role, agency, name))
            }
        };
        self.recorder.recorder().masker().hide(&account.secret);
        self.hidden.push(account.secret.clone());
        if let Some(tap) = self.tap_of(role) {
            tap.know(&account.id, &account.name, &account.agency);
            tap.know(&account.agency, &account.name, &account.agency);
        }
        Ok(account)
    }

    /// What was said before a role, as soon as `shown` finds in it what is looked for. Without a real system what was to happen
    /// has happened; with one, it is waited for up to its patience.
    ///
    /// # Errors
    /// [`Waited`] says that it did not happen; `what` names it there.
    pub async fn witnessed<T>(
        &self,
        role: &str,
        what: &str,
        mut shown: impl FnMut(&[Exchange]) -> Option<T>,
    ) -> Result<T, Waited> {
        let patience = self.service_patience();
        let deadline = Instant::now() + patience;
        loop {
            let exchanges = self.tap_of(role).map(Tap::exchanges);
            let seen = exchanges.as_ref().map_or(0, crate::inbox::Inbox::arrived);
            let history = exchanges
                .as_ref()
                .map_or_else(Vec::new, |inbox| inbox.history());
            if let Some(found) = shown(&history) {
                return Ok(found);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let more = match exchanges.filter(|_| !left.is_zero()) {
                Some(exchanges) => timeout(left, exchanges.moved_beyond(seen)).await.is_ok(),
                None => false,
            };
            if !more {
                let what = what.to_owned();
                return Err(match patience {
                    Duration::ZERO => Waited::Quiet { what, rounds: 1 },
                    patience => Waited::OutOfPatience { what, patience },
                });
            }
        }
    }

    /// How long real systems may take to act; nothing when there are none.
    fn service_patience(&self) -> Duration {
        let real = |service: &&crate::target::ServiceRole| service.binding == Binding::External;
        let services = self.target.services.iter().filter(real);
        services
            .map(|service| service.patience)
            .max()
            .unwrap_or_default()
    }

    async fn stand<C: Component>(&mut self) -> Result<&mut Stand<C>, RaiseError> {
        let role = C::ROLE;
        let known = (self.standing.services.iter()).position(|service| service.role() == role);
        let index = match known {
            Some(index) => index,
            None => {
                debug_assert!(ServiceKind::of(role).is_some(), "{role} is in the table");
                let stand = Stand::<C>::raise(Raising {
                    role: &self.target.service(role),
                    settings: C::settings(&self.settings).clone(),
                    keep_on_disk: self.keep_on_disk,
                    clock: &self.standing.clock,
                    recorder: &self.recorder,
                })
                .await?;
                self.plant_rules_at(role, stand.tap());
                self.standing.services.push(Box::new(stand));
                self.standing.services.len() - 1
            }
        };
        let service = self.standing.services[index].as_any();
        Ok(service
            .downcast_mut()
            .expect("a role has one kind of component"))
    }

    fn own_account(&self, role: &str, agency: &str, name: &str) -> Account {
        let seed = self.seed.derive("account").derive(role).derive(agency);
        let secret = Sha256::digest(seed.derive("secret").0.to_be_bytes());
        Account {
            field: String::new(),
            at: None,
            agency: agency.to_owned(),
            name: name.to_owned(),
            id: format!("{role}-{:010x}", seed.derive("id").0 >> 24),
            secret: hex::encode(&secret[..16]),
            address: None,
        }
    }
}
