//! What the operators of all components decide.

use serde::Deserialize;

use crate::{axis, identity, licences, monitoring, payment, portal, registers};

/// The settings of every component by its role; what is not given has its default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The document axis.
    pub axis: axis::Settings,
    /// The register of health certificates.
    pub health: registers::health::Settings,
    /// The national driving-licence system.
    pub licences: licences::Settings,
    /// The measurement of use.
    pub monitoring: monitoring::Settings,
    /// The payment platform.
    pub payment: payment::Settings,
    /// The population database.
    pub population: registers::population::Settings,
    /// The post.
    pub post: registers::post::Settings,
    /// The sign-on.
    pub identity: identity::Settings,
    /// The national public-service portal.
    pub portal: portal::Settings,
}
