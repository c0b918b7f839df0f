//! The target: which role is played by what, and which roles are under test.
//!
//! Without a target file everything is embedded or simulated ([`Target::embedded_default`]). A target file is TOML
//! ([`Target::read`]); its secrets are named by environment variable and never stand in it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use protocols::vxp::sign::Credentials;
use record::RoleBinding;
use rustls::pki_types::CertificateDer;
use url::Url;

mod address;
mod calls;
mod error;
mod file;
mod position;
mod read;
mod read_services;
mod service;
mod stimulus;
mod structure;
mod values;

pub use error::TargetError;
pub(crate) use error::{both, verbatim};
pub use read::{Lookup, Reading};
pub use service::{Account, SERVICES, ServiceKind, ServiceRole};
pub use stimulus::{Action, Call, HeaderText, Stimuli};
pub(crate) use stimulus::{filled, placeholders};

use crate::government::Shared;

/// What plays a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Our reference implementation, in this process.
    Embedded,
    /// A real system at an address.
    External,
    /// A scripted participant of ours.
    Simulated,
}

impl Binding {
    /// The word of the target file and the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::External => "external",
            Self::Simulated => "simulated",
        }
    }
}

/// Which role is played by what; clones are the same target and share what is kept between scenarios.
#[derive(Clone, Debug)]
pub struct Target {
    /// The document axis (trục liên thông văn bản).
    pub axis: AxisRole,
    /// The document system (hệ thống quản lý văn bản) under test, when one is.
    pub document_system: Option<DocumentSystemRole>,
    /// The other roles that the target names; those it does not name are played by ours ([`Target::service`]).
    pub services: Vec<ServiceRole>,
    /// What scenarios hand on to each other when a real system takes part; also their queue.
    pub(crate) shared: Arc<tokio::sync::Mutex<Shared>>,
}

/// Who plays the document axis.
#[derive(Clone, Debug)]
pub struct AxisRole {
    /// Embedded or external.
    pub binding: Binding,
    /// Whether its requirements are being checked.
    pub under_test: bool,
    /// Base address of an external axis.
    pub url: Option<Url>,
    /// Path of the VXP face below the address; none when the axis has no such face.
    pub vxp_path: Option<String>,
    /// Path of the LGSP face below the address; none when the axis has no such face.
    pub lgsp_path: Option<String>,
    /// The keys of the two paths above that the target file does not give, so that the usual path is assumed.
    pub assumed: Vec<&'static str>,
    /// Whom to believe that the axis is who it says, when this machine does not know its certificate authority.
    pub ca: Option<Authority>,
    /// Where the axis, through the tap, can be reached by a document system under test; an ephemeral port when none.
    pub listen: Option<SocketAddr>,
    /// How long an answer may take.
    pub deadline: Duration,
    /// Whether agencies may be registered and closed through the API of an external axis.
    pub directory_control: bool,
    /// The systems that may be used on an external axis.
    pub systems: Vec<System>,
}

/// Certificate authorities that are believed in place of the machine's own.
#[derive(Clone, Debug)]
pub struct Authority {
    /// The PEM file they came from.
    pub file: PathBuf,
    /// What it holds.
    pub pem: Vec<u8>,
    /// The certificates in it; at least one.
    pub certificates: Vec<CertificateDer<'static>>,
}

/// A system registered with the axis, for one agency.
#[derive(Clone, Debug)]
pub struct System {
    /// Where the target file names it, for example `roles.axis.systems[1]`; empty for a system of ours.
    pub field: String,
    /// The agency's identifier, either form (domain §2).
    pub agency: String,
    /// The agency's identifier of QĐ 20/2020, when it has another.
    pub qd20: Option<String>,
    /// The agency's name.
    pub name: String,
    /// System id and secret.
    pub credentials: Credentials,
}

/// Who plays the document system under test.
#[derive(Clone, Debug)]
pub struct DocumentSystemRole {
    /// External or simulated.
    pub binding: Binding,
    /// Whether its requirements are being checked.
    pub under_test: bool,
    /// How it is registered with the axis; none when it is simulated.
    pub system: Option<System>,
    /// How long it, or the person who works with it, may take to act.
    pub patience: Duration,
    /// How to make it act.
    pub stimuli: Stimuli,
}

impl Target {
    /// Everything embedded or simulated, and this role under test.
    #[must_use]
    pub fn embedded_default(role: &str) -> Self {
        let service = ServiceKind::of(role);
        let document_system = role == "document-system";
        Self {
            services: service.iter().map(|kind| kind.ours(true)).collect(),
            ..Self::new(
                AxisRole::embedded(!document_system && service.is_none()),
                document_system.then(DocumentSystemRole::simulated),
            )
        }
    }

    /// Who plays one of the other roles.
    ///
    /// # Panics
    /// When there is no such role.
    #[must_use]
    pub fn service(&self, role: &str) -> ServiceRole {
        let named = self
            .services
            .iter()
            .find(|service| service.kind.role == role);
        named.cloned().unwrap_or_else(|| {
            let kind = ServiceKind::of(role).expect("a role of the table");
            kind.ours(false)
        })
    }

    /// What plays a role.
    #[must_use]
    pub fn binding(&self, role: &str) -> Binding {
        match role {
            "axis" => self.axis.binding,
            "document-system" => {
                (self.document_system.as_ref()).map_or(Binding::Simulated, |system| system.binding)
            }
            role => self.service(role).binding,
        }
    }

    /// Whether a role's requirements are being checked.
    #[must_use]
    pub fn puts_under_test(&self, role: &str) -> bool {
        match role {
            "axis" => self.axis.under_test,
            "document-system" => {
                (self.document_system.as_ref()).is_some_and(|system| system.under_test)
            }
            role => self.service(role).under_test,
        }
    }

    pub(crate) fn new(axis: AxisRole, document_system: Option<DocumentSystemRole>) -> Self {
        Self {
            axis,
            document_system,
            services: Vec::new(),
            shared: Arc::default(),
        }
    }

    /// Whether a real system takes part. Then time is real, and scenarios run one after another whatever the number of
    /// jobs: they share that system's state, and no scenario may see the other's documents as its own.
    #[must_use]
    pub fn has_external(&self) -> bool {
        self.axis.binding == Binding::External
            || (self.document_system.as_ref()).is_some_and(|role| role.binding == Binding::External)
            || (self.services.iter()).any(|service| service.binding == Binding::External)
    }

    /// The roles as the record names them.
    #[must_use]
    pub fn roles(&self) -> Vec<RoleBinding> {
        let axis = RoleBinding {
            role: "axis".to_owned(),
            binding: self.axis.binding.name().to_owned(),
            address: self.axis.url.as_ref().map(Url::to_string),
            under_test: self.axis.under_test,
        };
        let document_system = self.document_system.as_ref().map(|role| RoleBinding {
            role: "document-system".to_owned(),
            binding: role.binding.name().to_owned(),
            address: role.system.as_ref().map(|system| system.agency.clone()),
            under_test: role.under_test,
        });
        let services = self.services.iter().map(|service| RoleBinding {
            role: service.kind.role.to_owned(),
            binding: service.binding.name().to_owned(),
            address: service.url.as_ref().map(Url::to_string),
            under_test: service.under_test,
        });
        // An axis of ours that takes no part is no news.
        let axis = Some(axis).filter(|axis| {
            axis.under_test || self.document_system.is_some() || self.services.is_empty()
        });
        axis.into_iter()
            .chain(document_system)
            .chain(services)
            .collect()
    }

    /// Every secret of the target, to be hidden from the record.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        let under_test = self.document_system.as_ref();
        (self.axis.systems.iter())
            .chain(under_test.and_then(|role| role.system.as_ref()))
            .map(|system| system.credentials.secret.as_str())
            .chain(
                under_test
                    .into_iter()
                    .flat_map(|role| role.stimuli.secrets()),
            )
            .chain(
                (self.services.iter())
                    .flat_map(|service| &service.accounts)
                    .map(|account| account.secret.as_str()),
            )
    }
}

impl Authority {
    /// The certificates in the file.
    #[must_use]
    pub fn certificates(&self) -> Vec<CertificateDer<'static>> {
        self.certificates.clone()
    }
}

impl AxisRole {
    /// Path of the VXP face of the embedded axis.
    pub const VXP_PATH: &'static str = "/XrdAdapter/adapter";
    /// Path of the LGSP face of the embedded axis.
    pub const LGSP_PATH: &'static str = "/v1";
    /// How long an answer may take unless the target says otherwise.
    pub const DEADLINE: Duration = Duration::from_secs(10);
    /// The same for the embedded axis, which is near: a planned hang should not take a run's time.
    pub const EMBEDDED_DEADLINE: Duration = Duration::from_secs(4);

    /// The reference axis.
    #[must_use]
    pub fn embedded(under_test: bool) -> Self {
        Self {
            binding: Binding::Embedded,
            under_test,
            url: None,
            vxp_path: Some(Self::VXP_PATH.to_owned()),
            lgsp_path: Some(Self::LGSP_PATH.to_owned()),
            assumed: Vec::new(),
            ca: None,
            listen: None,
            deadline: Self::EMBEDDED_DEADLINE,
            directory_control: true,
            systems: Vec::new(),
        }
    }
}

impl DocumentSystemRole {
    /// How long a document system or a person may take unless the target says otherwise.
    pub const PATIENCE: Duration = Duration::from_secs(60);

    /// A simulated document system, standing where a real one would.
    #[must_use]
    pub fn simulated() -> Self {
        Self {
            binding: Binding::Simulated,
            under_test: true,
            system: None,
            patience: Self::PATIENCE,
            stimuli: Stimuli::default(),
        }
    }
}

#[cfg(test)]
mod tests;
