//! What the operators of all components decide.

use serde::Deserialize;

use crate::axis;

/// The settings of every component by its role; what is not given has its default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The document axis.
    pub axis: axis::Settings,
}
