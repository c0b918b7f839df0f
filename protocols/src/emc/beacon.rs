//! What a citizen's browser reports: a page was seen, a service was used.
//!
//! Parameters (assumption, after the open-source tracker whose queue `_govaq` imitates): `idsite`, `rec` = 1, `url`, `urlref`, `action_name`,
//! `_id` (16 hexadecimal digits, one visitor), `pv_id` (one page view). A used service adds `dvc` (procedure code), `dvc_kq` and
//! `dvc_tt`: the three arguments of `trackDVC` (services §6.4). Its second argument is `"1"` or `"0"`; `"-1"` is seen too.

use super::finding::{Finding, Unreadable};
use super::personal;

/// Longest value of a parameter in bytes; longer ones are refused.
const LONGEST: usize = 4096;

/// What came of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `"1"`: submitted.
    Submitted,
    /// `"0"`, and `"-1"` as some write it: begun, not submitted.
    NotSubmitted,
}

impl Outcome {
    /// The argument of `trackDVC`.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Submitted => "1",
            Self::NotSubmitted => "0",
        }
    }
}

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A page was shown (`trackPageView`).
    Page,
    /// A service was used (`trackDVC`).
    Service {
        /// Procedure code.
        procedure: String,
        /// What came of it.
        outcome: Outcome,
        /// The third argument; integrators leave it empty.
        extra: String,
    },
}

/// One beacon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beacon {
    /// Number of the site.
    pub site: u32,
    /// Address of the page.
    pub url: String,
    /// Where the visitor came from; empty when unknown.
    pub referrer: String,
    /// Title of the page.
    pub title: String,
    /// The visitor, 16 hexadecimal digits.
    pub visitor: String,
    /// The page view; empty when the tracker gives none.
    pub view: String,
    /// What is reported.
    pub seen: Seen,
}

impl Beacon {
    /// The beacon as parameters of `/tracking`, in a fixed order.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            ("idsite", self.site.to_string()),
            ("rec", "1".to_owned()),
            ("url", self.url.clone()),
            ("urlref", self.referrer.clone()),
            ("action_name", self.title.clone()),
            ("_id", self.visitor.clone()),
            ("pv_id", self.view.clone()),
        ];
        if let Seen::Service {
            procedure,
            outcome,
            extra,
        } = &self.seen
        {
            pairs.push(("dvc", procedure.clone()));
            pairs.push(("dvc_kq", outcome.wire().to_owned()));
            pairs.push(("dvc_tt", extra.clone()));
        }
        pairs
    }

    /// Reads parameters; the first of a doubled one counts.
    ///
    /// # Errors
    /// The field without which nothing can be counted.
    pub fn read(pairs: &[(String, String)]) -> Result<(Self, Vec<Finding>), Unreadable> {
        let get = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        if pairs.iter().any(|(_, value)| value.len() > LONGEST) {
            return Err(Unreadable {
                field: "parameters",
                expected: "values of at most 4096 bytes",
            });
        }
        let site = get("idsite").parse().map_err(|_| Unreadable {
            field: "idsite",
            expected: "the number of a site",
        })?;
        let mut findings = Vec::new();
        let visitor = get("_id");
        let is_id = visitor.len() == 16 && visitor.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_id {
            findings.push(Finding::new("visitor", "_id", "16 hexadecimal digits"));
        }
        let seen = match get("dvc") {
            "" => Seen::Page,
            procedure => Seen::Service {
                procedure: procedure.to_owned(),
                outcome: outcome(get("dvc_kq"), &mut findings)?,
                extra: get("dvc_tt").to_owned(),
            },
        };
        for field in ["url", "urlref", "action_name", "dvc_tt", "_id"] {
            if let Some(rule) = personal::named(get(field)) {
                findings.push(Finding::new(rule, field, "nothing that names a person"));
            }
        }
        let beacon = Self {
            site,
            url: get("url").to_owned(),
            referrer: get("urlref").to_owned(),
            title: get("action_name").to_owned(),
            visitor: visitor.to_owned(),
            view: get("pv_id").to_owned(),
            seen,
        };
        Ok((beacon, findings))
    }
}

fn outcome(text: &str, findings: &mut Vec<Finding>) -> Result<Outcome, Unreadable> {
    match text {
        "1" => Ok(Outcome::Submitted),
        "0" => Ok(Outcome::NotSubmitted),
        "-1" => {
            findings.push(Finding::new("value", "dvc_kq", "1 or 0"));
            Ok(Outcome::NotSubmitted)
        }
        _ => Err(Unreadable {
            field: "dvc_kq",
            expected: "1 or 0",
        }),
    }
}

/// The host of an address with its port when it names one, in lower case; none when the text is no address.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    // Whatever stands before an @ is a user, not the host: `https://good@evil` is evil's.
    let host = authority.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
