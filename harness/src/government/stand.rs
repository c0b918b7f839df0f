//! A role behind its tap: a component of ours in this process, or a real system at an address.

use std::any::Any;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use clock::Clock;
use platform::{Component, Keep, Limits, Opening, Running};
use tempfile::TempDir;

use super::RaiseError;
use crate::recorder::ScenarioRecorder;
use crate::tap::{Endpoint, Tap};
use crate::target::{Authority, Binding, ServiceRole};

/// A free port of this machine.
pub(super) const EPHEMERAL: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Where a tap points while nothing of ours lives behind it.
const NOBODY: &str = "http://127.0.0.1:1";

/// A role behind its tap, whatever plays it.
pub(crate) trait Service: Any + Send + Sync {
    /// The role.
    fn role(&self) -> &str;
    /// Its tap.
    fn tap(&self) -> &Tap;
    /// Whether somebody is behind it.
    fn is_alive(&self) -> bool;
    /// Itself, to be told apart.
    fn as_any(&mut self) -> &mut dyn Any;
}

/// What a stand is raised from.
pub(super) struct Raising<'a, S> {
    pub role: &'a ServiceRole,
    pub settings: S,
    pub keep_on_disk: bool,
    pub clock: &'a Clock,
    pub recorder: &'a ScenarioRecorder,
}

/// A component behind its tap, or a real system in its place.
pub(super) struct Stand<C: Component> {
    // Dropped in this order: the tap closes before what is behind it.
    tap: Tap,
    ours: Option<Ours<C>>,
}

struct Ours<C: Component> {
    settings: C::Settings,
    clock: Clock,
    life: Option<Life<C>>,
    folder: Option<TempDir>,
}

/// A component while it lives.
struct Life<C> {
    component: C,
    running: Running,
}

impl<C: Component> Stand<C> {
    pub async fn raise(raising: Raising<'_, C::Settings>) -> Result<Self, RaiseError> {
        let Raising {
            role,
            settings,
            keep_on_disk,
            clock,
            recorder,
        } = raising;
        let external = role.binding == Binding::External;
        let url = role.url.as_ref().filter(|_| external);
        let endpoint = Endpoint {
            role: C::ROLE.to_owned(),
            url: url.map_or_else(|| NOBODY.to_owned(), ToString::to_string),
            paths: Vec::new(),
            deadline: role.deadline,
            authorities: (role.ca.as_ref()).map_or_else(Vec::new, Authority::certificates),
        };
        let address = role.listen.unwrap_or(EPHEMERAL);
        let tap = Tap::open(address, endpoint, clock.clone(), recorder.clone()).await?;
        let folder = (keep_on_disk && !external)
            .then(|| TempDir::with_prefix(format!("lienthong-{}-", C::ROLE)))
            .transpose()?;
        let ours = (!external).then(|| Ours {
            settings,
            clock: clock.clone(),
            life: None,
            folder,
        });
        let mut stand = Self { tap, ours };
        stand.start().await?;
        Ok(stand)
    }

    /// The component; none when it is a real system, or killed.
    pub fn component(&self) -> Option<&C> {
        let life = self.ours.as_ref()?.life.as_ref()?;
        Some(&life.component)
    }

    /// Whether it is ours and keeps what it accepts on disk.
    pub fn keeps_on_disk(&self) -> bool {
        (self.ours.as_ref()).is_some_and(|ours| ours.folder.is_some())
    }

    /// Ends the component at once: open connections break, nothing is finished or written down on the way out.
    pub async fn kill(&mut self) {
        if let Some(life) = self.ours.as_mut().and_then(|ours| ours.life.take()) {
            life.running.kill().await;
        }
    }

    /// Starts the component, from its folder if it has one, behind the same tap.
    pub async fn start(&mut self) -> Result<(), RaiseError> {
        let Some(ours) = &mut self.ours else {
            return Ok(());
        };
        ours.life = None;
        let keep = match &ours.folder {
            Some(folder) => Keep::Folder(folder.path().to_owned()),
            None => Keep::Memory,
        };
        let component = C::open(Opening {
            settings: ours.settings.clone(),
            keep,
            clock: ours.clock.clone(),
            public_url: self.tap.url().to_owned(),
        })?;
        let running = component.serve(EPHEMERAL).await?;
        self.tap.follow(&running.url);
        ours.life = Some(Life { component, running });
        Ok(())
    }
}

impl<C: Component> Service for Stand<C> {
    fn role(&self) -> &str {
        C::ROLE
    }

    fn is_alive(&self) -> bool {
        self.ours.as_ref().is_none_or(|ours| ours.life.is_some())
    }

    fn tap(&self) -> &Tap {
        &self.tap
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// A participant's own address behind a tap: what others call it at.
pub(super) struct Front {
    tap: Tap,
    role: String,
    _running: Option<Running>,
}

impl Front {
    /// Serves what `answers` makes of the public address, or passes on to the real system of the role.
    pub async fn raise(
        role: &ServiceRole,
        clock: &Clock,
        recorder: &ScenarioRecorder,
        answers: impl FnOnce(&str) -> Router,
    ) -> Result<Self, RaiseError> {
        let name = role.kind.role;
        let real = role
            .url
            .as_ref()
            .filter(|_| role.binding == Binding::External);
        let endpoint = Endpoint {
            role: name.to_owned(),
            url: real.map_or_else(|| NOBODY.to_owned(), ToString::to_string),
            paths: Vec::new(),
            deadline: role.deadline,
            authorities: (role.ca.as_ref()).map_or_else(Vec::new, Authority::certificates),
        };
        let address = role.listen.unwrap_or(EPHEMERAL);
        let tap = Tap::open(address, endpoint, clock.clone(), recorder.clone()).await?;
        let running = match real {
            Some(_) => None,
            None => {
                let router = answers(tap.url());
                let running = platform::serve::serve(router, Limits::default(), EPHEMERAL).await?;
                tap.follow(&running.url);
                Some(running)
            }
        };
        Ok(Self {
            tap,
            role: name.to_owned(),
            _running: running,
        })
    }
}

impl Service for Front {
    fn role(&self) -> &str {
        &self.role
    }

    fn is_alive(&self) -> bool {
        true
    }

    fn tap(&self) -> &Tap {
        &self.tap
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}
