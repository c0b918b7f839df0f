//! The document system under test as steps play it: made to act, given time, and left to come to rest.
//!
//! The same steps serve a real system and the simulated one in its place. A real one polls our axis by itself and is
//! told what to do by a call, a command, or a person at a keyboard; the simulated one moves when everybody works.

use harness::government::{StimulusError, Waited};
use harness::{Action, Government, Stimulated, SystemUnderTest};
use record::{Cause, Text};
use simulators::{Connection, DocumentSystem, Face};

use super::system_calls::{Calls, operation};
use crate::ended::Ended;
use crate::params::{Agency, UNDER_TEST};
use crate::world::World;

/// How often a system must ask for both lists, with nothing else to do, before it is taken to be at rest.
const RESTS: usize = 2;

impl World {
    /// The document system under test.
    ///
    /// # Errors
    /// Not applicable when no document system is under test.
    pub(super) fn under_test(&mut self) -> Result<SystemUnderTest, Ended> {
        let found = self.government()?.document_system_under_test().cloned();
        found.ok_or_else(|| Ended::not_applicable("no document system is under test"))
    }

    /// The system under test takes its place in the cast, so that peers can write to it. It is there already: nothing
    /// is registered. False when `agency` is somebody else, or nobody is under test.
    pub(super) fn meet_under_test(&mut self, agency: &Agency) -> Result<bool, Ended> {
        if agency.0 != UNDER_TEST {
            return Ok(false);
        }
        let (government, memory) = self.parts()?;
        let Some(under_test) = government.document_system_under_test() else {
            return Ok(false);
        };
        let in_cast = match under_test.simulated() {
            Some(system) => system.clone(),
            None => address_card(under_test, government),
        };
        memory.systems.insert(UNDER_TEST.en, in_cast);
        Ok(true)
    }

    /// Makes the system act, or asks the person who works with it to.
    ///
    /// # Errors
    /// When the call or command of the target file does not come through, or the simulated system refuses.
    pub(super) async fn tell(
        &mut self,
        action: Action,
        values: &[(&str, &str)],
    ) -> Result<(), Ended> {
        match self.stimulate(action, values).await? {
            Ok(()) => Ok(()),
            Err(error @ StimulusError::Simulated { .. }) => Err(Ended::fail(
                format!("the system can do what it is told ({action})"),
                error.to_string(),
            )),
            Err(error) => Err(Ended::inconclusive(
                error.cause(),
                format!("{action} can be brought about"),
                error.to_string(),
            )),
        }
    }

    /// The same where a sound system may well refuse to act.
    pub(super) async fn try_to_tell(
        &mut self,
        action: Action,
        values: &[(&str, &str)],
    ) -> Result<(), Ended> {
        // A refusal is what such a scenario hopes for; what was sent or not sent decides.
        self.stimulate(action, values).await.map(drop)
    }

    async fn stimulate(
        &mut self,
        action: Action,
        values: &[(&str, &str)],
    ) -> Result<Result<(), StimulusError>, Ended> {
        let under_test = self.under_test()?;
        Ok(match under_test.stimulate(action, values).await {
            Ok(Stimulated::Done) => Ok(()),
            Ok(Stimulated::AskPerson(request)) => {
                self.ask(&request)?;
                Ok(())
            }
            Err(error) => Err(error),
        })
    }

    /// Asks the person who works with a real system for something no call can bring about. The simulated system does it
    /// by `simulated`.
    pub(super) fn ask_or(
        &mut self,
        request: &Text,
        simulated: impl FnOnce(&DocumentSystem) -> Result<(), Ended>,
    ) -> Result<(), Ended> {
        let under_test = self.under_test()?;
        match under_test.simulated() {
            Some(system) => simulated(system),
            None => {
                let (name, seconds) =
                    (&under_test.identity().name, under_test.patience().as_secs());
                self.ask(&Text {
                    en: format!(
                        "Operator of the system of {name}, please {} (within {seconds} s)",
                        request.en
                    ),
                    vi: format!(
                        "Đề nghị người vận hành hệ thống của {name} {} (trong {seconds} giây)",
                        request.vi
                    ),
                })
            }
        }
    }

    fn ask(&mut self, request: &Text) -> Result<(), Ended> {
        eprintln!("{}\n{}", request.vi, request.en);
        self.memory()?.asked = Some(request.en.clone());
        Ok(())
    }

    /// Lets everybody work until the calls of the system under test show what is expected.
    ///
    /// # Errors
    /// A failure of the system when it does not happen; `seen` then says what did.
    pub(super) async fn until(
        &mut self,
        expected: &str,
        shown: impl Fn(&Calls) -> bool,
        seen: impl Fn(&Calls) -> String,
    ) -> Result<(), Ended> {
        let calls = self.calls_now()?;
        let government = self.government()?;
        let Err(waited) = government.until(expected, || shown(&calls.again())).await else {
            // Who was asked has acted.
            self.memory()?.asked = None;
            return Ok(());
        };
        let calls = calls.again();
        let received = format!("{}{}", seen(&calls), trouble(&waited));
        self.took_part(&calls, expected, &received)?;
        match &waited {
            Waited::Quiet { .. } | Waited::OutOfPatience { .. } => {
                Err(calls.shows(Ended::fail(expected, received)))
            }
            Waited::Failing { who, .. } | Waited::Restless { who, .. } if who == UNDER_TEST.en => {
                Err(calls.shows(Ended::fail(expected, received)))
            }
            _ => Err(Ended::inconclusive(waited.cause(), expected, received)),
        }
    }

    /// A real system that makes no call at all, or whose operator was asked and may not have acted, has not failed:
    /// it did not get its chance.
    fn took_part(&mut self, calls: &Calls, expected: &str, received: &str) -> Result<(), Ended> {
        if self.under_test()?.simulated().is_some() {
            return Ok(());
        }
        if calls.all().is_empty() {
            let url = self.government()?.axis_url().to_owned();
            let why = format!(
                "{received}; it made no call at all: is it up, and does it call the axis at {url}?"
            );
            return Err(Ended::inconclusive(Cause::Configuration, expected, why));
        }
        match self.memory()?.asked.take() {
            Some(request) => {
                let why = format!("{received}; perhaps nobody acted on “{request}”");
                Err(Ended::inconclusive(Cause::Undecided, expected, why))
            }
            None => Ok(()),
        }
    }

    /// Lets everybody come to rest: what a system has not done by then, it does not do.
    ///
    /// # Errors
    /// Inconclusive when a real system does not even ask for what waits for it.
    pub(super) async fn rest(&mut self) -> Result<(), Ended> {
        if self.under_test()?.simulated().is_some() {
            self.government()?.settle().await;
            return Ok(());
        }
        let calls = self.calls_now()?;
        let from = calls.all().len();
        let expected =
            "the system asks twice for documents and for statuses with nothing else to do";
        let waited = self
            .government()?
            .until(expected, || at_rest(&calls.again(), from))
            .await;
        waited.map_err(|error| Ended::inconclusive(Cause::Undecided, expected, error.to_string()))
    }

    /// Lets time pass where there is a clock to move; real time passes by itself.
    pub(super) fn later(&mut self, by: jiff::SignedDuration) -> Result<(), Ended> {
        let clock = self.government()?.clock().clone();
        if clock.is_controlled() {
            clock
                .advance(by)
                .map_err(|error| Ended::error(error.to_string()))?;
        }
        Ok(())
    }
}

/// A system by which peers know the real one's address. It makes no calls.
fn address_card(under_test: &SystemUnderTest, government: &Government) -> DocumentSystem {
    let credentials = protocols::vxp::sign::Credentials {
        system_id: "not used".into(),
        secret: String::new(),
    };
    let connection = Connection {
        url: government.axis_url().to_owned(),
        face: Face::Vxp,
        credentials,
    };
    DocumentSystem::new(
        under_test.identity().clone(),
        connection,
        government.clock().clone(),
        0,
    )
}

/// Whether the system, from that call on, asked for both lists often enough since it last did anything else.
fn at_rest(calls: &Calls, from: usize) -> bool {
    let since = &calls.all()[from.min(calls.all().len())..];
    let last_deed = since.iter().rposition(|call| !operation(call).is_list());
    let after = &since[last_deed.map_or(0, |place| place + 1)..];
    ["edoc", "status"].iter().all(|kind| {
        after
            .iter()
            .filter(|call| operation(call).lists(kind))
            .count()
            >= RESTS
    })
}

fn trouble(waited: &Waited) -> String {
    match waited {
        Waited::Quiet { .. } => String::new(),
        Waited::OutOfPatience { patience, .. } => format!("; waited {} s", patience.as_secs()),
        Waited::Restless { who, rounds, .. } => {
            format!("; after {rounds} rounds {who} is still busy")
        }
        Waited::Failing { who, error, .. } => format!("; {who} cannot work: {error}"),
    }
}
