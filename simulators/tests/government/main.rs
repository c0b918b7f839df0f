//! The simulated government, seen from outside.

mod axis;
mod changes;
mod conduct;
mod fleet;
mod habits;
mod hostile;
mod life;
mod support;
