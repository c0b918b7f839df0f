//! The exit codes, the program's contract with every CI system.

use std::fmt;
use std::process::ExitCode;

use record::Verdict;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: every mandatory requirement that was checked passes.
    Pass,
    /// 1: a mandatory requirement failed.
    Fail,
    /// 2: wrong usage or configuration; nothing was run.
    Usage,
    /// 3: inconclusive: the target could not be reached, or we erred.
    Inconclusive,
}

impl Exit {
    /// The code of a run's verdict.
    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Pass,
            Verdict::Fail => Self::Fail,
            _ => Self::Inconclusive,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error with its exit code; errors without one are ours, hence [`Exit::Inconclusive`].
#[derive(Debug)]
pub struct Coded {
    exit: Exit,
    message: String,
}

impl fmt::Display for Coded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Coded {}

/// Wrong usage or configuration.
pub fn usage(message: impl fmt::Display) -> anyhow::Error {
    Coded {
        exit: Exit::Usage,
        message: message.to_string(),
    }
    .into()
}

/// The exit code of an error.
pub fn of(error: &anyhow::Error) -> Exit {
    error
        .downcast_ref::<Coded>()
        .map_or(Exit::Inconclusive, |coded| coded.exit)
}
