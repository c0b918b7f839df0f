//! Days counted together, in Vietnam time (EMC-09).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From one day to another, both included; an open end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Period {
    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self {
            from: Some(day),
            to: Some(day),
        }
    }

    /// Its ends as the store writes days.
    pub(crate) fn ends(self) -> (String, String) {
        let text = |day: Date| day.to_string();
        (
            self.from.map_or_else(String::new, text),
            self.to.map_or_else(|| "9999-99-99".into(), text),
        )
    }
}
