//! What a clerk can do: the body of `POST /clerk/<action>`.

use protocols::dossier::{Channel, Delivery};
use serde::Deserialize;

use super::person::{Officer, Person};

/// One action, by the word in the address. What has a default may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Somebody stands at the counter or a letter came: accepted, with a receipt.
    Receive(Handed),
    /// Handed in online at the local portal.
    Submit(Handed),
    /// What was submitted online is accepted.
    Accept {
        /// Code.
        dossier: String,
        /// Who.
        #[serde(default)]
        officer: Officer,
    },
    /// What was submitted online is refused.
    Refuse {
        /// Code.
        dossier: String,
        /// Why.
        #[serde(default)]
        reason: String,
        /// Who.
        #[serde(default)]
        officer: Officer,
    },
    /// It must be completed; during reception or, within 3 working days, after the check.
    AskSupplement {
        /// Code.
        dossier: String,
        /// What is missing.
        #[serde(default)]
        items: Vec<String>,
        /// Why.
        #[serde(default)]
        reason: String,
        /// Days of the calendar the applicant has.
        #[serde(default)]
        days: Option<u32>,
        /// Who.
        #[serde(default)]
        officer: Officer,
    },
    /// The applicant completes it.
    Supplement {
        /// Code.
        dossier: String,
        /// The number of who does it.
        by: String,
        /// Papers.
        #[serde(default)]
        papers: Vec<Handing>,
    },
    /// Nothing came.
    Close {
        /// Code.
        dossier: String,
    },
    /// To the department.
    Transfer {
        /// Code.
        dossier: String,
    },
    /// A step of processing.
    Step {
        /// Code.
        dossier: String,
        /// What is done.
        content: String,
        /// Who.
        #[serde(default)]
        officer: Officer,
        /// Where.
        #[serde(default)]
        place: String,
        /// Who takes part.
        #[serde(default)]
        participants: Vec<String>,
    },
    /// Another body is asked.
    Consult {
        /// Code.
        dossier: String,
        /// Whom.
        agency: String,
        /// What.
        content: String,
        /// Working days it has.
        days: u32,
    },
    /// It answered.
    Answer {
        /// Code.
        dossier: String,
        /// Who.
        agency: String,
        /// What.
        content: String,
    },
    /// Several agencies work on it.
    Together {
        /// Code.
        dossier: String,
        /// Code of the agency that leads; it is one of them.
        lead: String,
        /// Who does what in how many working days.
        tasks: Vec<Part>,
    },
    /// One of them is done.
    TaskDone {
        /// Code.
        dossier: String,
        /// Who.
        agency: String,
    },
    /// To the upper one-stop.
    Upper {
        /// Code.
        dossier: String,
        /// Its code.
        agency: String,
    },
    /// The upper one-stop sends the result back.
    UpperResult {
        /// Code.
        dossier: String,
        /// Content.
        content: String,
    },
    /// It must be paid.
    AskFee {
        /// Code.
        dossier: String,
        /// đồng; the procedure's fee when left out.
        #[serde(default)]
        amount: Option<u64>,
    },
    /// It was paid.
    Paid {
        /// Code.
        dossier: String,
        /// `direct`, `transfer`, `post` or `online`.
        method: String,
        /// Number of the receipt; not needed for `direct`.
        #[serde(default)]
        proof: String,
    },
    /// Stopped.
    Stop {
        /// Code.
        dossier: String,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// A stop, a payment request or the transfer is taken back.
    Recall {
        /// Code.
        dossier: String,
    },
    /// The applicant wants it back.
    Withdraw {
        /// Code.
        dossier: String,
        /// The number of who asks.
        by: String,
    },
    /// The result is there.
    Finish {
        /// Code.
        dossier: String,
        /// Content.
        #[serde(default)]
        content: String,
    },
    /// Refused after appraisal.
    Reject {
        /// Code.
        dossier: String,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// The applicant gets the result.
    Return {
        /// Code.
        dossier: String,
    },
    /// It will be late.
    Apologise {
        /// Code.
        dossier: String,
        /// Why.
        #[serde(default)]
        reason: String,
        /// Working days more.
        days: u32,
    },
    /// The agency made a mistake in the result, or lost something.
    Mend {
        /// Code.
        dossier: String,
        /// What.
        what: String,
        /// Papers were lost.
        #[serde(default)]
        lost: bool,
    },
    /// The applicant judges.
    Rate {
        /// Code.
        dossier: String,
        /// 2 very satisfied, 1 satisfied, 0 not satisfied.
        points: u8,
        /// In words.
        #[serde(default)]
        text: String,
    },
    /// The system does what is due by itself by now.
    Tick,
}

/// What is handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Handed {
    /// Code of the procedure.
    pub procedure: String,
    /// Whose.
    pub applicant: Person,
    /// `counter` or `post`; `online` for what is submitted.
    pub channel: String,
    /// `counter` or `post`.
    pub delivery: String,
    /// Who hands it in for the applicant.
    pub authorised: Option<String>,
    /// Papers.
    pub papers: Vec<Handing>,
    /// A receipt is asked for, also where none need be given.
    pub wants_receipt: bool,
    /// Who takes it.
    pub officer: Officer,
}

impl Handed {
    /// The channel, `counter` when nothing is said.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        match self.channel.as_str() {
            "" | "counter" => Some(Channel::Counter),
            "post" => Some(Channel::Post),
            "online" => Some(Channel::Online),
            _ => None,
        }
    }

    /// How the result goes back, at the counter when nothing is said.
    #[must_use]
    pub fn delivery(&self) -> Option<Delivery> {
        match self.delivery.as_str() {
            "" | "counter" => Some(Delivery::Counter),
            "post" => Some(Delivery::Post),
            _ => None,
        }
    }
}

/// A paper handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Handing {
    /// File name.
    pub name: String,
    /// Component code.
    pub component: String,
    /// Content.
    pub content: String,
    /// The original, to be given back.
    pub original: bool,
}

/// One agency's part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Part {
    /// Who.
    pub agency: String,
    /// What.
    pub content: String,
    /// In how many working days.
    pub days: u32,
}
