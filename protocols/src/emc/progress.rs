//! What a one-stop system reports when a dossier moves: `POST /TrackingMCDT` (services §6.4).
//!
//! Values are texts or numbers, keys in either case of the first letter; `User` is JSON inside a string.

use serde_json::{Map, Value, json};

use super::finding::{Finding, Unreadable};
use super::personal;

/// How far a dossier has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 0: something else.
    Other,
    /// 1: received.
    Received,
    /// 2: being processed.
    Processing,
    /// 3: result returned.
    Returned,
    /// 4: assigned.
    Assigned,
}

/// How it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reception {
    /// 1: online.
    Online,
    /// 2: at the counter.
    Direct,
}

/// How it was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// 0: not, or not yet.
    None,
    /// 1: online.
    Online,
    /// 2: at the counter.
    Direct,
}

/// What kind of service it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 0: no public online service.
    None,
    /// 1: at the counter, of a service that is partly online.
    DirectPartial,
    /// 2: at the counter, of a service that is fully online.
    DirectFull,
    /// 3: online, một phần.
    Partial,
    /// 4: online, toàn trình.
    Full,
}

/// Who carries papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// 0: the applicant.
    Applicant,
    /// 1: VNPost.
    VnPost,
    /// 2: another.
    Other,
}

/// A code list of the message.
macro_rules! codes {
    ($name:ident, $($value:ident = $number:literal),+) => {
        impl $name {
            /// Its number on the wire.
            #[must_use]
            pub fn number(self) -> u8 {
                match self { $(Self::$value => $number),+ }
            }
            /// The value of a number.
            #[must_use]
            pub fn from_number(number: u8) -> Option<Self> {
                match number { $($number => Some(Self::$value),)+ _ => None }
            }
        }
    };
}
codes!(
    Stage,
    Other = 0,
    Received = 1,
    Processing = 2,
    Returned = 3,
    Assigned = 4
);
codes!(Reception, Online = 1, Direct = 2);
codes!(Payment, None = 0, Online = 1, Direct = 2);
codes!(
    Level,
    None = 0,
    DirectPartial = 1,
    DirectFull = 2,
    Partial = 3,
    Full = 4
);
codes!(Post, Applicant = 0, VnPost = 1, Other = 2);

impl Stage {
    /// The stage of a dossier's status code (1 to 10, services §1.5): {1, 2} received, 4 processing, {9, 10} returned, else other.
    #[must_use]
    pub fn of_status(status: u8) -> Self {
        match status {
            1 | 2 => Self::Received,
            4 => Self::Processing,
            9 | 10 => Self::Returned,
            _ => Self::Other,
        }
    }
}

/// Whose dossier it is, as `User` holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// `ID_local`: account on the local portal.
    pub local: String,
    /// `ID_QG`: account on the national portal.
    pub national: String,
    /// `TYPE`: 1 business, 2 citizen.
    pub kind: String,
    /// `LOCATION`: code of the province.
    pub location: String,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// `CodeProfile`: dossier code.
    pub dossier: String,
    /// `SiteId`.
    pub site: u32,
    /// `CodeTTHC`.
    pub procedure: String,
    /// `NameTTHC`.
    pub procedure_name: String,
    /// `Status`.
    pub stage: Stage,
    /// `FormsReception`.
    pub reception: Reception,
    /// `FormsPayments`.
    pub payment: Payment,
    /// `Level`.
    pub level: Level,
    /// `IsFromDVCQG`.
    pub from_portal: bool,
    /// `IsDVCBC`.
    pub post: Post,
    /// `Data`: whatever the system adds.
    pub data: String,
    /// `User`.
    pub user: User,
}

impl Progress {
    /// The message as documented: PascalCase keys, numbers as numbers, `User` as JSON text.
    #[must_use]
    pub fn write(&self) -> Value {
        let user = json!({
            "ID_local": self.user.local, "ID_QG": self.user.national, "TYPE": self.user.kind, "LOCATION": self.user.location,
        });
        json!({
            "CodeProfile": self.dossier, "SiteId": self.site, "CodeTTHC": self.procedure, "NameTTHC": self.procedure_name,
            "MaHoSo": self.dossier, "Status": self.stage.number(), "FormsReception": self.reception.number(),
            "FormsPayments": self.payment.number(), "Level": self.level.number(), "IsFromDVCQG": u8::from(self.from_portal),
            "IsDVCBC": self.post.number(), "Data": self.data, "User": user.to_string(),
        })
    }

    /// Reads a message.
    ///
    /// # Errors
    /// The field without which nothing can be counted.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Finding>), Unreadable> {
        let wrong = |field, expected| Unreadable { field, expected };
        let value: Value =
            serde_json::from_slice(bytes).map_err(|_| wrong("body", "one JSON object"))?;
        let Value::Object(map) = value else {
            return Err(wrong("body", "one JSON object"));
        };
        let mut findings = Vec::new();
        let fields = Fields(&map);
        let site = fields
            .text("SiteId")
            .parse()
            .map_err(|_| wrong("SiteId", "the number of a site"))?;
        let profile = fields.text("CodeProfile");
        let dossier = if profile.is_empty() {
            fields.text("MaHoSo")
        } else {
            profile
        };
        if dossier.is_empty() || dossier.len() > 100 {
            return Err(wrong(
                "CodeProfile",
                "a dossier code of at most 100 characters",
            ));
        }
        let procedure = fields.text("CodeTTHC");
        if procedure.is_empty() || procedure.len() > 100 {
            return Err(wrong(
                "CodeTTHC",
                "a procedure code of at most 100 characters",
            ));
        }
        let stage = fields.code("Status").and_then(Stage::from_number);
        let stage = stage.ok_or(wrong("Status", "a number from 0 to 4"))?;
        let reception = fields
            .code("FormsReception")
            .and_then(Reception::from_number);
        let reception = reception.ok_or(wrong("FormsReception", "1 (online) or 2 (direct)"))?;
        let mut or = |found: Option<u8>, field, expected, otherwise| {
            found.unwrap_or_else(|| {
                findings.push(Finding::new("value", field, expected));
                otherwise
            })
        };
        let up_to = |field, most: u8| fields.code(field).filter(|number| *number <= most);
        let payment = or(up_to("FormsPayments", 2), "FormsPayments", "0, 1 or 2", 0);
        let level = or(up_to("Level", 4), "Level", "a number from 0 to 4", 0);
        let from_portal = or(up_to("IsFromDVCQG", 1), "IsFromDVCQG", "0 or 1", 0);
        let post = or(up_to("IsDVCBC", 2), "IsDVCBC", "0, 1 or 2", 0);
        let user = user(&fields.text("User"), &mut findings);
        for (field, text) in [
            ("User", &user.local),
            ("User", &user.national),
            ("Data", &fields.text("Data")),
        ] {
            if let Some(rule) = personal::named(text) {
                findings.push(Finding::new(rule, field, "nothing that names a person"));
            }
        }
        findings.dedup();
        let progress = Self {
            dossier,
            site,
            procedure,
            procedure_name: fields.text("NameTTHC"),
            stage,
            reception,
            payment: Payment::from_number(payment).unwrap_or(Payment::None),
            level: Level::from_number(level).unwrap_or(Level::None),
            from_portal: from_portal == 1,
            post: Post::from_number(post).unwrap_or(Post::Applicant),
            data: fields.text("Data"),
            user,
        };
        Ok((progress, findings))
    }
}

fn user(text: &str, findings: &mut Vec<Finding>) -> User {
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => {
            let fields = Fields(&map);
            User {
                local: fields.text("ID_local"),
                national: fields.text("ID_QG"),
                kind: fields.text("TYPE"),
                location: fields.text("LOCATION"),
            }
        }
        _ => {
            findings.push(Finding::new(
                "user-not-json",
                "User",
                "a JSON object written as text",
            ));
            User::default()
        }
    }
}

/// Fields by name, whatever the case of the first letter.
struct Fields<'a>(&'a Map<String, Value>);

impl Fields<'_> {
    fn text(&self, name: &str) -> String {
        let value = self.0.get(name).or_else(|| {
            let mut letters = name.chars();
            let first = letters.next()?.to_ascii_lowercase();
            self.0.get(&format!("{first}{}", letters.as_str()))
        });
        match value {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            // A nested object where text belongs: written out, so that `User` is read in either form.
            Some(Value::Object(map)) => Value::Object(map.clone()).to_string(),
            Some(Value::Bool(_) | Value::Null | Value::Array(_)) | None => String::new(),
        }
    }

    fn code(&self, name: &str) -> Option<u8> {
        self.text(name).parse().ok()
    }
}
