//! The other registers of the citizens' journeys: population, health certificates, post. Small components, one file each.
//!
//! None of their real interfaces is in the sources: who takes part is (services §5.2), and what an answer must be able to say (framework DRM-08,
//! DRM-09). Everything else here is our choice (assumption), kept as plain as the journeys need.

pub mod health;
pub mod population;
pub mod post;

pub use health::HealthFacility;
pub use population::Population;
pub use post::Post;

use http::{HeaderMap, header};
use jiff::civil::DateTime;

/// The token of `Authorization: Bearer …`; empty when there is none.
fn bearer(headers: &HeaderMap) -> &str {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    shown
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or("")
}

/// A moment as the registers' stores write it.
fn text(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}
