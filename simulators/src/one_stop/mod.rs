//! The one-stop system (hệ thống thông tin một cửa điện tử) of one ministry or province: a desk that clerks work at, and its faces.
//!
//! Begin at [`Desk::act`]: everything that changes, changes there, by an [`Action`]. Nothing happens by itself; [`Action::Tick`] does what
//! the system would do by now.

mod action;
mod completing;
mod desk;
mod dossier;
mod face;
mod finishing;
mod habits;
pub mod indicators;
mod lapse;
mod notices;
mod person;
mod problem;
mod procedure;
mod processing;
mod receiving;
pub mod render;
mod scripted_portal;
mod settings;
mod slips;
mod summary;
mod sync;
#[cfg(test)]
mod tests;
mod view;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clock::Clock;
use serde_json::{Value, json};

pub use action::{Action, Handed, Handing, Part};
pub use desk::{Desk, Report};
pub use dossier::Dossier;
pub use habits::{Habit, Habits, all as all_habits, named as habit};
pub use lapse::Lapse;
pub use notices::{About, By, Notice};
pub use person::{Officer, Person};
pub use problem::Problem;
pub use procedure::Procedure;
pub use scripted_portal::{Heard, Script, ScriptedPortal};
pub use settings::Settings;
pub use slips::{Form, Slip};
pub use sync::{PortalAccount, Refused};

/// A running system; clones are the same system.
#[derive(Clone, Debug)]
pub struct OneStop {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    clock: Clock,
    desk: Mutex<Desk>,
    portal: Option<sync::Portal>,
}

impl OneStop {
    /// A system at work; it synchronises with the portal when it has an account there.
    #[must_use]
    pub fn new(desk: Desk, clock: Clock, portal: Option<PortalAccount>) -> OneStop {
        let inner = Inner {
            clock,
            desk: Mutex::new(desk),
            portal: portal.map(sync::Portal::new),
        };
        OneStop {
            inner: Arc::new(inner),
        }
    }

    /// Does one action, then tells the portal what changed.
    ///
    /// # Errors
    /// Why it cannot be done. What could not be told stays in the outbox and is told with the next action.
    pub async fn act(&self, action: Action) -> Result<String, Problem> {
        let now = self.inner.clock.now();
        let done = self.desk().act(action, now);
        self.synchronise().await;
        done
    }

    /// Looks at the desk.
    pub fn look<T>(&self, at: impl FnOnce(&Desk) -> T) -> T {
        at(&self.desk())
    }

    /// Changes the desk by hand, for scenes no clerk could set.
    pub fn arrange<T>(&self, with: impl FnOnce(&mut Desk) -> T) -> T {
        with(&mut self.desk())
    }

    /// Everything it answers.
    pub fn router(&self) -> axum::Router {
        face::router(self.clone())
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        // An action that panics halfway leaves a dossier that a test will show; the rest is whole.
        self.inner
            .desk
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The list of procedures with their papers, and the six forms (TT 22/2019 Art. 5a).
fn forms(desk: &Desk) -> Value {
    let procedures = desk.procedures.values().map(|one| {
        let papers: Vec<&str> = one
            .components
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        json!({"code": one.code, "name": one.name, "field": one.field, "papers": papers})
    });
    let forms = Form::ALL
        .map(|form| json!({"form": form.number(), "title": form.title(), "paper": form.paper()}));
    json!({"procedures": procedures.collect::<Vec<_>>(), "forms": forms})
}
