//! The part of a government that can stay up from scenario to scenario: the axis and the tap in front of it.

use std::io;
use std::time::Duration;

use clock::Clock;
use platform::axis::{AgencyRecord, Axis, OperatorError, Settings};
use platform::{Keep, Running};
use simulators::ClientSettings;
use simulators::client::Http;
use tempfile::TempDir;

use super::stand::{EPHEMERAL, Service};
use super::{Plan, RaiseError};
use crate::tap::{Endpoint, Tap};
use crate::target::{Authority, AxisRole, Binding, System, Target};

/// How much longer a participant waits for an answer than the tap does.
const GRACE: Duration = Duration::from_millis(500);

/// The axis, embedded or external, behind its tap.
pub(crate) struct Standing {
    // Dropped in this order: the tap closes before what is behind it.
    pub tap: Tap,
    pub clock: Clock,
    /// Connections the simulated participants share.
    pub http: Http,
    /// The roles beside the axis, as far as a scenario needed them.
    pub services: Vec<Box<dyn Service>>,
    embedded: Option<Embedded>,
}

struct Embedded {
    settings: Settings,
    life: Option<Life>,
    folder: Option<TempDir>,
}

/// The axis while it lives.
struct Life {
    axis: Axis,
    running: Running,
}

impl std::fmt::Debug for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Standing")
            .field("tap", &self.tap)
            .finish_non_exhaustive()
    }
}

impl Standing {
    pub async fn raise(plan: &Plan) -> Result<Self, RaiseError> {
        let target = &plan.target;
        let clock = if target.has_external() {
            Clock::system()
        } else {
            Clock::controlled(plan.start)
        };
        let embedded = match target.axis.binding {
            Binding::External => None,
            Binding::Embedded | Binding::Simulated => {
                Some(Embedded::raise(plan.settings.axis.clone(), plan.keep_on_disk, &clock).await?)
            }
        };
        let endpoint = endpoint(&target.axis, embedded.as_ref());
        let address = target.axis.listen.unwrap_or(EPHEMERAL);
        let tap = Tap::open(address, endpoint, clock.clone(), plan.recorder.clone()).await?;
        let settings = ClientSettings {
            // The tap gives up first, so that it can record what happened.
            deadline: target.axis.deadline + GRACE,
            ..ClientSettings::default()
        };
        let http = Http::for_address(tap.url(), settings)?;
        let standing = Self {
            tap,
            clock,
            http,
            services: Vec::new(),
            embedded,
        };
        standing.register_system_under_test(target).await?;
        Ok(standing)
    }

    /// The next scenario takes over; an axis that the last one left dead is started again.
    pub async fn begin_scenario(&mut self, plan: &Plan) -> Result<(), RaiseError> {
        self.tap.begin_scenario(plan.recorder.clone());
        // What the last scenario left dead is raised anew when somebody needs it.
        self.services.retain(|service| service.is_alive());
        for service in &self.services {
            service.tap().begin_scenario(plan.recorder.clone());
        }
        if self
            .embedded
            .as_ref()
            .is_some_and(|embedded| embedded.life.is_none())
        {
            self.start().await?;
        }
        Ok(())
    }

    pub fn axis(&self) -> Option<&Axis> {
        let life = self.embedded.as_ref()?.life.as_ref()?;
        Some(&life.axis)
    }

    /// Whether the axis is embedded and keeps what it accepts on disk.
    pub fn keeps_on_disk(&self) -> bool {
        (self.embedded.as_ref()).is_some_and(|embedded| embedded.folder.is_some())
    }

    /// Ends the embedded axis at once: open connections break, nothing is finished or written down on the way out.
    pub async fn kill(&mut self) {
        if let Some(life) = self
            .embedded
            .as_mut()
            .and_then(|embedded| embedded.life.take())
        {
            life.running.kill().await;
        }
    }

    /// Starts the embedded axis from its folder, behind the same tap.
    pub async fn start(&mut self) -> Result<(), RaiseError> {
        if let Some(embedded) = &mut self.embedded {
            embedded.start(&self.clock).await?;
            self.tap.follow(embedded.url());
        }
        Ok(())
    }

    /// Registers a participant with the embedded axis; an external one is not told.
    pub async fn register(&self, system: &System) -> Result<(), OperatorError> {
        let Some(axis) = self.axis() else {
            return Ok(());
        };
        let record = AgencyRecord {
            qd20: system.qd20.clone(),
            ..AgencyRecord::new(&system.agency, &system.name)
        };
        axis.register_agency(record).await?;
        let credentials = &system.credentials;
        axis.register_system(&system.agency, &credentials.system_id, &credentials.secret)
            .await
    }

    async fn register_system_under_test(&self, target: &Target) -> Result<(), OperatorError> {
        let role = target.document_system.as_ref();
        match role.and_then(|role| role.system.as_ref()) {
            Some(system) => {
                self.tap
                    .know_caller(&system.credentials, &system.name, &system.agency);
                self.register(system).await
            }
            None => Ok(()),
        }
    }
}

impl Embedded {
    async fn raise(
        settings: Settings,
        keep_on_disk: bool,
        clock: &Clock,
    ) -> Result<Self, RaiseError> {
        let folder = match keep_on_disk {
            true => Some(TempDir::with_prefix("lienthong-axis-")?),
            false => None,
        };
        let mut embedded = Self {
            settings,
            life: None,
            folder,
        };
        embedded.start(clock).await?;
        Ok(embedded)
    }

    async fn start(&mut self, clock: &Clock) -> Result<(), RaiseError> {
        self.life = None;
        let keep = match &self.folder {
            Some(folder) => Keep::Folder(folder.path().to_owned()),
            None => Keep::Memory,
        };
        let axis = Axis::open(self.settings.clone(), keep, clock.clone())?;
        let running = axis.serve(EPHEMERAL).await.map_err(|error: io::Error| {
            io::Error::new(error.kind(), format!("it cannot listen: {error}"))
        })?;
        self.life = Some(Life { axis, running });
        Ok(())
    }

    fn url(&self) -> &str {
        self.life
            .as_ref()
            .map_or("", |life| life.running.url.as_str())
    }
}

/// Where the tap passes requests on to. Participants always use the usual paths; the tap knows where those lie at the
/// target.
fn endpoint(axis: &AxisRole, embedded: Option<&Embedded>) -> Endpoint {
    let url = match (embedded, &axis.url) {
        (Some(embedded), _) => embedded.url().to_owned(),
        (None, Some(url)) => url.to_string(),
        (None, None) => String::new(),
    };
    let usual = |usual: &str, there: &Option<String>| {
        there
            .as_ref()
            .map(|there| (usual.to_owned(), there.clone()))
    };
    let paths = [
        usual(AxisRole::VXP_PATH, &axis.vxp_path),
        usual(AxisRole::LGSP_PATH, &axis.lgsp_path),
    ];
    Endpoint {
        role: "axis".to_owned(),
        url,
        paths: if embedded.is_some() {
            Vec::new()
        } else {
            paths.into_iter().flatten().collect()
        },
        deadline: axis.deadline,
        authorities: (axis.ca.as_ref()).map_or_else(Vec::new, Authority::certificates),
    }
}
