//! What the system tells applicants and its own people: an outbox one can look at; nothing is really sent.

use jiff::civil::DateTime;

use super::person::Person;

/// How a notice goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// E-mail.
    Email,
    /// Short message.
    Sms,
    /// An officer calls or writes: the person has neither.
    Phone,
    /// Inside the system, to its own people.
    Inside,
}

impl By {
    /// One word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            By::Email => "email",
            By::Sms => "sms",
            By::Phone => "phone",
            By::Inside => "inside",
        }
    }
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// It was accepted.
    Accepted,
    /// It was refused.
    Refused,
    /// Something is missing.
    Supplement,
    /// It must be paid.
    Payment,
    /// Where it stands.
    Status,
    /// It will be late, with the new date.
    Apology,
    /// The result is there, earlier than promised or not.
    Ready,
    /// To the head of the one-stop unit: a body did not answer in time.
    Unanswered,
    /// To the processing agency: the due date is near.
    DueSoon,
}

impl About {
    /// One word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            About::Accepted => "accepted",
            About::Refused => "refused",
            About::Supplement => "supplement",
            About::Payment => "payment",
            About::Status => "status",
            About::Apology => "apology",
            About::Ready => "ready",
            About::Unanswered => "unanswered",
            About::DueSoon => "due-soon",
        }
    }
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// When.
    pub at: DateTime,
    /// The dossier.
    pub code: String,
    /// What about.
    pub about: About,
    /// How.
    pub by: By,
    /// Address, number or office.
    pub to: String,
    /// The text.
    pub text: String,
}

/// The ways by which a person can be told, e-mail **and** SMS where both are known (ND 61/2018 Art. 17.2a).
pub(super) fn ways(person: &Person) -> Vec<(By, String)> {
    let email = person.email.iter().map(|to| (By::Email, to.clone()));
    let sms = person.phone.iter().map(|to| (By::Sms, to.clone()));
    let ways: Vec<_> = email.chain(sms).collect();
    if ways.is_empty() {
        vec![(By::Phone, person.address.clone())]
    } else {
        ways
    }
}
