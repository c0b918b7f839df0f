//! A dossier as the one-stop system keeps it.

use jiff::civil::DateTime;
use protocols::dossier::{Channel, Delivery, Life, Status};

use super::person::{Officer, Person};
use super::procedure::Procedure;
use super::slips::Slip;

/// One dossier with everything that happened to it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Its code (mã số hồ sơ).
    pub code: String,
    /// The portal's code when it was submitted there.
    pub portal_code: Option<String>,
    /// The dossier that this one is a part of, at another agency's request.
    pub parent: Option<String>,
    /// What is asked for.
    pub procedure: Procedure,
    /// Whose it is.
    pub applicant: Person,
    /// Who handed it in for the applicant, when somebody did.
    pub authorised: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// How the result goes back.
    pub delivery: Delivery,
    /// Where it stands.
    pub life: Life,
    /// Dates.
    pub dates: Dates,
    /// Papers handed in.
    pub papers: Vec<Paper>,
    /// Slips given, in order.
    pub slips: Vec<Slip>,
    /// Every step in order (nhật ký xử lý).
    pub steps: Vec<Step>,
    /// Requests to complete it.
    pub supplements: Vec<Supplement>,
    /// Other bodies asked for their opinion.
    pub consultations: Vec<Consultation>,
    /// Agencies that work on it together.
    pub tasks: Vec<Task>,
    /// The upper one-stop it was sent to, and whether its result is back.
    pub upper: Option<(String, bool)>,
    /// What is to be paid.
    pub charge: Option<Charge>,
    /// The result.
    pub result: Option<Outcome>,
    /// Results that a later one replaced; they stay for look-up (ND 45/2020).
    pub cancelled: Vec<Outcome>,
    /// The originals were given back.
    pub originals_back: bool,
    /// The due date was moved with an apology.
    pub reappointed: bool,
    /// Mistakes of the agency, mended at its own cost.
    pub mended: Vec<String>,
    /// The applicant's judgement.
    pub rating: Option<Rating>,
}

/// The dates of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Handed in.
    pub submitted: Option<DateTime>,
    /// What is handed in online is answered until then (ND 45/2020: 8 working hours).
    pub answer_by: Option<DateTime>,
    /// Accepted.
    pub received: Option<DateTime>,
    /// The term counts from here.
    pub term_from: Option<DateTime>,
    /// Promised.
    pub due: Option<DateTime>,
    /// The competent department has it at the earliest and at the latest then.
    pub transfer: Option<(DateTime, DateTime)>,
    /// The department has it.
    pub transferred: Option<DateTime>,
    /// Processing ended, whatever way.
    pub finished: Option<DateTime>,
    /// The applicant has the result.
    pub returned: Option<DateTime>,
}

/// A paper handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its id here.
    pub id: String,
    /// File name.
    pub name: String,
    /// Code of the component it is.
    pub component: String,
    /// Scanned or submitted electronically: it can be fetched.
    pub digitised: bool,
    /// An original that is given back with the result.
    pub original: bool,
    /// Its content.
    pub content: String,
}

/// One step of processing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: DateTime,
    /// The status after it.
    pub status: Status,
    /// Who did it.
    pub officer: Officer,
    /// What was done.
    pub content: String,
    /// Where, when that matters (verification, ND 61/2018 Art. 19.3).
    pub place: String,
    /// Who took part.
    pub participants: Vec<String>,
}

/// A request to complete the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// What is missing.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub asked: DateTime,
    /// The applicant has time until the end of this moment.
    pub deadline: DateTime,
    /// When it came.
    pub completed: Option<DateTime>,
    /// The due date when it was asked, and after it came.
    pub due: (Option<DateTime>, Option<DateTime>),
    /// Who asked.
    pub officer: Officer,
}

/// Another body asked for its opinion (ND 61/2018 Art. 19.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Whom.
    pub agency: String,
    /// What.
    pub content: String,
    /// Until when.
    pub deadline: DateTime,
    /// The answer and when it came.
    pub answer: Option<(DateTime, String)>,
    /// Whether the head of the one-stop unit was told that it did not come.
    pub reported: bool,
}

/// A part of the work that one agency of several does (ND 61/2018 Art. 19.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Who.
    pub agency: String,
    /// What.
    pub content: String,
    /// The agency that leads.
    pub leads: bool,
    /// When it was sent.
    pub sent: DateTime,
    /// Until when.
    pub deadline: DateTime,
    /// When it was done.
    pub done: Option<DateTime>,
}

/// What is to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// In đồng.
    pub amount: u64,
    /// When it was asked.
    pub asked: DateTime,
    /// When, how and with what proof it was paid.
    pub paid: Option<Paid>,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// When.
    pub at: DateTime,
    /// `direct`, `transfer`, `post` or `online` (ND 61/2018 Art. 22).
    pub method: String,
    /// Number of the receipt or transaction.
    pub proof: String,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Code and name of the paper, nothing for a procedure that gives none.
    pub paper: Option<(String, String)>,
    /// Why it was refused, when it was (ND 61/2018 Art. 19.8).
    pub refusal: Option<String>,
    /// Its content, kept for look-up.
    pub content: String,
}

/// A judgement; there is one at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// 2 very satisfied, 1 satisfied, 0 not satisfied.
    pub points: u8,
    /// What the applicant wrote.
    pub text: String,
    /// When.
    pub at: DateTime,
}

impl Dossier {
    /// Where it stands.
    ///
    /// # Panics
    /// Never: a dossier is kept only after it arrived.
    #[must_use]
    pub fn status(&self) -> Status {
        self.life.status().expect("a kept dossier has arrived")
    }
}
