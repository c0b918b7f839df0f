//! Words of the steps about the document system under test.

use harness::Action;
use protocols::edxml::{Priority, StatusCode};

use super::system_qualities::Quality;
use super::system_statuses::{IdForm, StatusQuality};
use crate::params::WordTable;
use crate::step::Param as _;

/// A word of these vocabularies as Vietnamese readers see it, when it stands in an outline's table.
#[must_use]
pub fn in_vietnamese(value: &str) -> String {
    let known = [
        Quality::in_vietnamese,
        StatusQuality::in_vietnamese,
        Urgency::in_vietnamese,
        IdForm::in_vietnamese,
        super::identity::words::in_vietnamese,
    ];
    known
        .iter()
        .map(|translate| translate(value))
        .find(|found| found != value)
        .unwrap_or_else(|| value.to_owned())
}

/// An urgency (mức độ khẩn).
pub struct Urgency(pub Priority);

impl WordTable for Urgency {
    const KIND: &'static str = "urgency";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("ordinary", "thường", Self(Priority::Ordinary)),
            ("urgent", "khẩn", Self(Priority::Urgent)),
            ("very urgent", "thượng khẩn", Self(Priority::VeryUrgent)),
            ("express", "hỏa tốc", Self(Priority::Express)),
            (
                "express at a set hour",
                "hỏa tốc hẹn giờ",
                Self(Priority::ExpressTimed),
            ),
        ]
    }
}

/// A step of the clerk's with an incoming document, and the status that reports it.
pub struct Deed {
    /// What the clerk does.
    pub action: Action,
    /// What the system must report.
    pub code: StatusCode,
}

impl WordTable for Deed {
    const KIND: &'static str = "step of the clerk's with an incoming document";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        let deed = |action, code| Self { action, code };
        vec![
            (
                "accepts",
                "tiếp nhận",
                deed(Action::Accept, StatusCode::Accepted),
            ),
            (
                "assigns",
                "phân công xử lý",
                deed(Action::Assign, StatusCode::Assigned),
            ),
            (
                "begins to work on",
                "bắt đầu xử lý",
                deed(Action::Process, StatusCode::InProgress),
            ),
            (
                "finishes",
                "hoàn thành xử lý",
                deed(Action::Finish, StatusCode::Finished),
            ),
            (
                "agrees to the change of",
                "đồng ý thay đổi đối với",
                deed(Action::AgreeToChange, StatusCode::ChangeAccepted),
            ),
        ]
    }
}

/// How far clerks take what waits, when they work by themselves.
pub struct Reach(pub simulators::Plan);

impl WordTable for Reach {
    const KIND: &'static str = "how far clerks take what waits";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("accept", "tiếp nhận", Self(simulators::Plan::Accept)),
            (
                "accept and assign",
                "tiếp nhận và phân công xử lý",
                Self(simulators::Plan::Assign),
            ),
            (
                "accept, assign and finish",
                "tiếp nhận, phân công và hoàn thành xử lý",
                Self(simulators::Plan::Complete),
            ),
        ]
    }
}
