//! A measured site and its states (framework §3.5): registered, code issued, connected (in part, or interrupted), verified, published.
//!
//! What an operator does is a [`Stage`]; what is seen in between is derived from when the site's two feeds last spoke.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// How far the operator has taken a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// In the list; its messages are refused until a code is issued.
    Registered,
    /// May report.
    CodeIssued,
    /// Its figures agreed with its own.
    Verified,
    /// Shown to the public.
    Published,
}

impl Stage {
    /// Its name in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::CodeIssued => "code-issued",
            Self::Verified => "verified",
            Self::Published => "published",
        }
    }

    /// The stage of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [
            Self::Registered,
            Self::CodeIssued,
            Self::Verified,
            Self::Published,
        ]
        .into_iter()
        .find(|stage| stage.name() == name)
    }
}

/// What a site's state is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// REGISTERED.
    Registered,
    /// CODE_ISSUED: nothing came yet.
    CodeIssued,
    /// CONNECTED: both feeds speak.
    Connected,
    /// PARTIAL: one of them never spoke.
    Partial,
    /// INTERRUPTED: it fell silent.
    Interrupted,
    /// VERIFIED.
    Verified,
    /// PUBLISHED.
    Published,
}

/// A site as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its number, `SiteId`.
    pub id: u32,
    /// Its host, with a port when it has one of its own.
    pub host: String,
    /// Agency code.
    pub agency: String,
    /// How far the operator has taken it.
    pub stage: Stage,
    /// When a browser last reported.
    pub browser: Option<DateTime>,
    /// When its one-stop system last reported.
    pub server: Option<DateTime>,
}

impl Site {
    /// Its state at a moment; `gap` is the longest silence that is no interruption.
    #[must_use]
    pub fn state(&self, now: DateTime, gap: SignedDuration) -> State {
        if self.stage == Stage::Registered {
            return State::Registered;
        }
        let Some(last) = self.browser.max(self.server) else {
            return State::CodeIssued;
        };
        if now.duration_since(last) > gap {
            return State::Interrupted;
        }
        match self.stage {
            Stage::Published => State::Published,
            Stage::Verified => State::Verified,
            _ if self.browser.is_none() || self.server.is_none() => State::Partial,
            _ => State::Connected,
        }
    }

    /// The stage an operator may take it to.
    ///
    /// # Errors
    /// What must come first.
    pub fn may_become(&self, next: Stage, state: State, agrees: bool) -> Result<(), &'static str> {
        match (self.stage, next) {
            (Stage::Registered, Stage::CodeIssued) => Ok(()),
            (Stage::CodeIssued, Stage::Verified) => match (state, agrees) {
                (State::Connected, true) => Ok(()),
                (State::Connected, false) => {
                    Err("figures of its own that agree with the measured ones")
                }
                _ => Err("both feeds connected"),
            },
            (Stage::Verified, Stage::Published) if state == State::Interrupted => {
                Err("a feed that speaks")
            }
            (Stage::Verified, Stage::Published) => Ok(()),
            (_, Stage::Registered) => Err("a site that is not registered"),
            (_, Stage::CodeIssued) => Err("a registered site without a code"),
            (_, Stage::Verified) => Err("a site with a code that is not verified"),
            (_, Stage::Published) => Err("a verified site"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// What happens to a site in the model.
    #[derive(Clone, Copy, Debug)]
    enum Happens {
        Asked(Stage, bool),
        Browser,
        Server,
        Minutes(i64),
    }

    fn happens() -> impl Strategy<Value = Happens> {
        prop_oneof![
            (0..4usize, any::<bool>()).prop_map(|(n, agrees)| {
                let stages = [
                    Stage::Registered,
                    Stage::CodeIssued,
                    Stage::Verified,
                    Stage::Published,
                ];
                Happens::Asked(stages[n], agrees)
            }),
            Just(Happens::Browser),
            Just(Happens::Server),
            (1..90i64).prop_map(Happens::Minutes),
        ]
    }

    proptest! {
        /// The model: a list of what was done, and the silence in minutes.
        #[test]
        fn states_follow_a_simple_model(course in prop::collection::vec(happens(), 0..40)) {
            let gap = SignedDuration::from_mins(60);
            let mut now = date(2026, 11, 23).at(9, 0, 0, 0);
            let mut site = Site { id: 1, host: String::new(), agency: String::new(), stage: Stage::Registered, browser: None, server: None };
            let (mut code, mut verified, mut published) = (false, false, false);
            let (mut browser, mut server, mut silent) = (false, false, None::<i64>);
            for event in course {
                let interrupted = silent.is_some_and(|minutes| minutes > 60);
                match event {
                    Happens::Minutes(n) => {
                        now = now.saturating_add(SignedDuration::from_mins(n));
                        silent = silent.map(|minutes| minutes + n);
                    }
                    Happens::Browser if code => { site.browser = Some(now); browser = true; silent = Some(0); }
                    Happens::Server if code => { site.server = Some(now); server = true; silent = Some(0); }
                    Happens::Browser | Happens::Server => {}
                    Happens::Asked(next, agrees) => {
                        let allowed = match next {
                            Stage::Registered => false,
                            Stage::CodeIssued => !code,
                            Stage::Verified => code && !verified && browser && server && !interrupted && agrees,
                            Stage::Published => verified && !published && !interrupted,
                        };
                        let state = site.state(now, gap);
                        prop_assert_eq!(site.may_become(next, state, agrees).is_ok(), allowed, "{:?} {:?}", site, next);
                        if allowed {
                            site.stage = next;
                            code |= next == Stage::CodeIssued;
                            verified |= next == Stage::Verified;
                            published |= next == Stage::Published;
                        }
                    }
                }
                let expected = if !code { State::Registered }
                    else if silent.is_none() { State::CodeIssued }
                    else if silent.is_some_and(|minutes| minutes > 60) { State::Interrupted }
                    else if published { State::Published }
                    else if verified { State::Verified }
                    else if browser && server { State::Connected }
                    else { State::Partial };
                prop_assert_eq!(site.state(now, gap), expected);
            }
        }
    }
}
