//! Killing and starting the axis.

use super::{Government, RaiseError};

/// The axis cannot be killed and started; the scenario does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotControllable {
    /// It is a real one.
    #[error("the axis is external, and the run may not stop it")]
    External,
    /// It would lose everything.
    #[error("the embedded axis keeps nothing on disk in this scenario; raise it with keep_on_disk")]
    InMemory,
}

impl Government {
    /// Ends the embedded axis abruptly, as a power cut would: open connections break and nothing is finished.
    ///
    /// # Errors
    /// When the axis is not ours to kill, or keeps nothing on disk.
    pub async fn kill_axis(&mut self) -> Result<(), NotControllable> {
        self.controllable()?;
        self.standing.kill().await;
        Ok(())
    }

    /// Starts the embedded axis again from what is on its disk. Participants keep its address, which is the tap's.
    ///
    /// # Errors
    /// When it cannot be started; [`Government::kill_axis`] has said before whether it may be.
    pub async fn start_axis(&mut self) -> Result<(), RaiseError> {
        self.standing.start().await
    }

    fn controllable(&self) -> Result<(), NotControllable> {
        match (self.axis_binding(), self.standing.keeps_on_disk()) {
            (crate::target::Binding::External, _) => Err(NotControllable::External),
            (_, false) => Err(NotControllable::InMemory),
            (_, true) => Ok(()),
        }
    }
}
