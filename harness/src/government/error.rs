//! Why a government, or a participant of it, could not be raised.

use std::io;

use platform::OpenError;
use platform::axis::OperatorError;
use record::Cause;
use simulators::{ClientError, Face};

use crate::tap::TapError;

/// Why a government, or a participant of it, could not be raised.
#[derive(Debug, thiserror::Error)]
pub enum RaiseError {
    /// The tap cannot be put up.
    #[error(transparent)]
    Tap(#[from] TapError),
    /// The store of an embedded component cannot be opened.
    #[error("an embedded component cannot be opened: {0}")]
    Open(#[from] OpenError),
    /// An embedded component cannot listen, or has no folder.
    #[error("an embedded component cannot be started: {0}")]
    Start(#[from] io::Error),
    /// The embedded axis does not take an agency or a system.
    #[error("the embedded axis does not register a participant: {0}")]
    Register(#[from] OperatorError),
    /// A participant's HTTP client cannot be set up.
    #[error("a participant cannot be set up: {0}")]
    Client(#[from] ClientError),
    /// The scenario needs more systems than the target file names.
    #[error(
        "expected {wanted} systems on the external axis, the target file names {has}; add [[roles.axis.systems]]"
    )]
    NotEnoughSystems {
        /// How many the scenario needs, as far as it got.
        wanted: usize,
        /// How many there are.
        has: usize,
    },
    /// The axis does not have the face a participant speaks.
    #[error("the axis has no {} face according to the target file", face_name(*.0))]
    NoFace(Face),
    /// The scenario acts as the operator of a role that a real system plays.
    #[error(
        "the scenario acts as the operator of the embedded {0}, and the target binds a real one"
    )]
    NotOurs(&'static str),
    /// The target file names no account for an agency.
    #[error(
        "expected an account of {agency} with {role} in the target file; add it to [[roles.{role}.accounts]]"
    )]
    NotEnoughAccounts {
        /// The role.
        role: &'static str,
        /// The agency.
        agency: String,
    },
    /// The label is taken.
    #[error("expected each participant once, found `{0}` twice; give each its own label")]
    Twice(String),
}

fn face_name(face: Face) -> &'static str {
    match face {
        Face::Vxp => "VXP",
        Face::Lgsp => "LGSP",
    }
}

impl RaiseError {
    /// Whether this only says that the scenario does not apply to this target; the message is the reason.
    #[must_use]
    pub fn is_not_applicable(&self) -> bool {
        matches!(
            self,
            Self::NotEnoughSystems { .. }
                | Self::NoFace(_)
                | Self::NotOurs(_)
                | Self::NotEnoughAccounts { .. }
        )
    }

    /// Who is to blame.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Tap(TapError::Listen { .. })
            | Self::NotEnoughSystems { .. }
            | Self::NotEnoughAccounts { .. }
            | Self::NotOurs(_)
            | Self::NoFace(_) => Cause::Configuration,
            Self::Client(_) => Cause::Simulator,
            _ => Cause::Harness,
        }
    }
}
