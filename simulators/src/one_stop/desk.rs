//! What the system knows, and the one way in which anything changes: [`Desk::act`].

use std::collections::{BTreeMap, VecDeque};

use jiff::civil::{Date, DateTime};
use protocols::dossier::{DossierCode, Event, FormRule, Status};
use protocols::identifiers;

use super::action::Action;
use super::dossier::{Dossier, Step};
use super::habits::Habits;
use super::lapse::Lapse;
use super::notices::{About, By, Notice, ways};
use super::person::Officer;
use super::problem::Problem;
use super::procedure::Procedure;
use super::settings::Settings;
use super::slips::{Form, Slip};

/// Longest text of one field, in characters.
const LONGEST_TEXT: usize = 4_000;
/// Most things in one list.
const LONGEST_LIST: usize = 200;
/// Longest term that a clerk can set, in days.
const LONGEST_DAYS: u32 = 1_000;

/// A change that others are to be told: the dossier as it stood right after it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The dossier.
    pub dossier: Box<Dossier>,
    /// The step that was made.
    pub step: Step,
}

/// The whole state of one system.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What the operator decided.
    pub settings: Settings,
    /// What it does its own way.
    pub habits: Habits,
    /// Its list of procedures, by code.
    pub procedures: BTreeMap<String, Procedure>,
    /// Dossiers by code.
    pub dossiers: BTreeMap<String, Dossier>,
    /// What was told to applicants and inside.
    pub notices: Vec<Notice>,
    /// What the portal and others are to be told, oldest first.
    pub outbox: VecDeque<Report>,
    /// The last number given on a day.
    numbers: BTreeMap<Date, u32>,
    /// Papers numbered so far.
    papers: u64,
}

impl Desk {
    /// An empty system.
    #[must_use]
    pub fn new(settings: Settings, habits: Habits, procedures: Vec<Procedure>) -> Desk {
        let by_code = procedures.into_iter().map(|one| (one.code.clone(), one));
        Desk {
            settings,
            habits,
            procedures: by_code.collect(),
            dossiers: BTreeMap::new(),
            notices: Vec::new(),
            outbox: VecDeque::new(),
            numbers: BTreeMap::new(),
            papers: 0,
        }
    }

    /// Does one action; the code of the dossier it was about, empty for [`Action::Tick`].
    ///
    /// # Errors
    /// Why it cannot be done; nothing has changed then.
    pub fn act(&mut self, action: Action, now: DateTime) -> Result<String, Problem> {
        match action {
            Action::Receive(handed) => self.receive(handed, now),
            Action::Submit(handed) => self.submit(handed, None, now),
            Action::Accept { dossier, officer } => self.accept(&dossier, officer, now),
            Action::Refuse {
                dossier,
                reason,
                officer,
            } => self.refuse(&dossier, reason, officer, now),
            Action::AskSupplement {
                dossier,
                items,
                reason,
                days,
                officer,
            } => self.ask_supplement(&dossier, items, reason, days, officer, now),
            Action::Supplement {
                dossier,
                by,
                papers,
            } => self.supplement(&dossier, &by, papers, now),
            Action::Close { dossier } => self.close(&dossier, now),
            Action::Transfer { dossier } => self.transfer(&dossier, now),
            Action::Step {
                dossier,
                content,
                officer,
                place,
                participants,
            } => self.step(&dossier, content, officer, (place, participants), now),
            Action::Consult {
                dossier,
                agency,
                content,
                days,
            } => self.consult(&dossier, agency, content, days, now),
            Action::Answer {
                dossier,
                agency,
                content,
            } => self.answer(&dossier, &agency, content, now),
            Action::Together {
                dossier,
                lead,
                tasks,
            } => self.together(&dossier, &lead, tasks, now),
            Action::TaskDone { dossier, agency } => self.task_done(&dossier, &agency, now),
            Action::Upper { dossier, agency } => self.upper(&dossier, agency, now),
            Action::UpperResult { dossier, content } => self.upper_result(&dossier, content, now),
            other => self.conclude(other, now),
        }
    }

    /// Fees, ends, results and what comes after them.
    fn conclude(&mut self, action: Action, now: DateTime) -> Result<String, Problem> {
        match action {
            Action::AskFee { dossier, amount } => self.ask_fee(&dossier, amount, now),
            Action::Paid {
                dossier,
                method,
                proof,
            } => self.paid(&dossier, &method, proof, now),
            Action::Stop { dossier, reason } => self.stop(&dossier, reason, now),
            Action::Recall { dossier } => self.recall(&dossier, now),
            Action::Withdraw { dossier, by } => self.withdraw(&dossier, &by, now),
            Action::Finish { dossier, content } => self.finish(&dossier, content, now),
            Action::Reject { dossier, reason } => self.reject(&dossier, reason, now),
            Action::Return { dossier } => self.give_back(&dossier, now),
            Action::Apologise {
                dossier,
                reason,
                days,
            } => self.apologise(&dossier, reason, days, now),
            Action::Mend {
                dossier,
                what,
                lost,
            } => self.mend(&dossier, what, lost, now),
            Action::Rate {
                dossier,
                points,
                text,
            } => self.rate(&dossier, points, text, now),
            Action::Tick => {
                self.tick(now);
                Ok(String::new())
            }
            // What comes before the end is [`Desk::act`]'s own.
            other => Err(value("action", "one of the clerk's", &format!("{other:?}"))),
        }
    }

    pub(super) fn has(&self, lapse: Lapse) -> bool {
        self.habits.has(lapse)
    }

    pub(super) fn dossier(&self, code: &str) -> Result<&Dossier, Problem> {
        let shown = || Problem::NoDossier(code.chars().take(60).collect());
        self.dossiers.get(code).ok_or_else(shown)
    }

    pub(super) fn dossier_mut(&mut self, code: &str) -> Result<&mut Dossier, Problem> {
        let shown = || Problem::NoDossier(code.chars().take(60).collect());
        self.dossiers.get_mut(code).ok_or_else(shown)
    }

    pub(super) fn procedure(&self, code: &str) -> Result<Procedure, Problem> {
        let shown = || Problem::NoProcedure(code.chars().take(60).collect());
        self.procedures.get(code).cloned().ok_or_else(shown)
    }

    /// The next code of a day (TT 01/2018 Art. 19), in the form of that day.
    pub(super) fn next_code(&mut self, now: DateTime) -> Result<String, Problem> {
        let mut day = now.date();
        if self.has(Lapse::CodeOfTomorrow) {
            day = day.tomorrow().unwrap_or(day);
        }
        let key = if self.has(Lapse::NumberNeverRestarts) {
            Date::MIN
        } else {
            day
        };
        let last = self.numbers.get(&key).copied().unwrap_or(0);
        let mut number = last + u32::from(last == 0 || !self.has(Lapse::RepeatedNumbers));
        let root_first = match FormRule::on(day) {
            FormRule::RootFirst => !self.has(Lapse::LeafFirstAlways),
            FormRule::LeafFirst | FormRule::Either => self.has(Lapse::RootFirstAlways),
        };
        let own = match self.has(Lapse::ForeignCode) {
            true => "000.00.00.H01",
            false => self.settings.agency.as_str(),
        };
        let agency = match (
            root_first,
            identifiers::to_qd20(own),
            identifiers::to_2016(own),
        ) {
            (true, Some(short), _) => short,
            (false, _, Some(long)) => long,
            _ => own.to_owned(),
        };
        if number > 9_999 && self.has(Lapse::NumberWraps) {
            number = 1;
        }
        if number > 9_999 && self.has(Lapse::LongNumber) || self.has(Lapse::ShortNumber) {
            self.numbers.insert(key, number);
            let day = day.strftime("%y%m%d");
            return Ok(format!("{agency}-{day}-{number}"));
        }
        let code = DossierCode::new(&agency, day, number)?;
        self.numbers.insert(key, number);
        Ok(code.to_string())
    }

    /// Pretends that so many codes of the day were given already: what the ten-thousandth needs.
    pub fn skip_numbers(&mut self, day: Date, upto: u32) {
        self.numbers.insert(day, upto);
    }

    /// An id for a paper.
    pub(super) fn next_paper(&mut self) -> String {
        self.papers += 1;
        format!("tl-{:06}", self.papers)
    }

    /// Lets an event happen, writes the step and queues the report.
    pub(super) fn happen(
        &mut self,
        code: &str,
        event: &Event,
        step: (&str, Officer),
        now: DateTime,
    ) -> Result<Status, Problem> {
        let open = self.has(Lapse::EndsAreOpen);
        let anything = self.has(Lapse::AcceptsAnything);
        let early = self.has(Lapse::ReturnsAnything);
        let twice = self.has(Lapse::AsksTwice);
        let dossier = self.dossier_mut(code)?;
        let status = match dossier.life.apply(event) {
            Ok(status) => status,
            Err(refusal) => {
                let status = match event {
                    Event::Accept if anything => Status::Accepted,
                    Event::Refuse(_) if anything => Status::Refused,
                    Event::Return if early => Status::Returned,
                    Event::Process if open => Status::Processing,
                    Event::AskSupplement(_) if twice => Status::SupplementAsked,
                    _ => return Err(refusal.into()),
                };
                dossier.life.put(status);
                status
            }
        };
        self.log(
            code,
            step.0.to_owned(),
            step.1,
            (String::new(), Vec::new()),
            now,
        );
        Ok(status)
    }

    /// Writes a step that leaves the status as it is, and queues the report.
    pub(super) fn log(
        &mut self,
        code: &str,
        content: String,
        officer: Officer,
        (place, participants): (String, Vec<String>),
        at: DateTime,
    ) {
        let (none, bare) = (self.has(Lapse::NoSteps), self.has(Lapse::BareSteps));
        let nameless = self.has(Lapse::NamelessSteps);
        let Some(dossier) = self.dossiers.get_mut(code) else {
            return;
        };
        let named = Officer {
            name: String::new(),
            ..officer.clone()
        };
        let step = Step {
            at,
            status: dossier.status(),
            officer: if nameless { named } else { officer },
            content,
            place: if bare { String::new() } else { place },
            participants: if bare { Vec::new() } else { participants },
        };
        if !none {
            dossier.steps.push(step.clone());
        }
        let dossier = Box::new(dossier.clone());
        self.outbox.push_back(Report { dossier, step });
    }

    /// Tells the applicant, by every way that is known.
    pub(super) fn tell(&mut self, code: &str, about: About, text: &str, at: DateTime) {
        let Some(dossier) = self.dossiers.get(code) else {
            return;
        };
        let mut ways = ways(&dossier.applicant);
        if self.has(Lapse::EmailOnly) {
            ways.retain(|(by, _)| *by != By::Sms);
        }
        if self.has(Lapse::SmsOnly) {
            ways.retain(|(by, _)| *by != By::Email);
        }
        let text = format!("Hồ sơ {code}: {text}");
        for (by, to) in ways {
            self.notices.push(Notice {
                at,
                code: code.to_owned(),
                about,
                by,
                to,
                text: text.clone(),
            });
        }
    }

    /// Tells somebody inside.
    pub(super) fn warn(&mut self, code: &str, about: About, to: &str, text: &str, at: DateTime) {
        let (code, to, text) = (code.to_owned(), to.to_owned(), text.to_owned());
        self.notices.push(Notice {
            at,
            code,
            about,
            by: By::Inside,
            to,
            text,
        });
    }

    /// Gives a slip.
    pub(super) fn give(
        &mut self,
        code: &str,
        form: Form,
        lines: Vec<(&'static str, String)>,
        officer: &Officer,
        at: DateTime,
    ) {
        let unsigned = self.has(Lapse::UnsignedSlips);
        let rates = form.offers_rating() && !self.has(Lapse::NoRatingOffer);
        let printed = !(form == Form::Receipt && self.has(Lapse::ReceiptWithoutCode));
        let slip = Slip {
            form,
            code: if printed {
                code.to_owned()
            } else {
                String::new()
            },
            at,
            agency: self.settings.name.clone(),
            lines,
            signed_by: if unsigned {
                String::new()
            } else {
                officer.name.clone()
            },
            rating: rates.then(|| format!("{}/public/rating/{code}", self.settings.public_url)),
        };
        if let Some(dossier) = self.dossiers.get_mut(code) {
            dossier.slips.push(slip);
        }
    }
}

/// A text that must be there, within bounds.
pub(super) fn said(field: &'static str, text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() {
        return Err(value(field, "a text", "nothing"));
    }
    bounded(field, text)
}

/// A text within bounds.
pub(super) fn bounded(field: &'static str, text: &str) -> Result<(), Problem> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(value(field, "at most 4000 characters", "more"));
    }
    Ok(())
}

/// A list within bounds.
pub(super) fn few<T>(field: &'static str, list: &[T]) -> Result<(), Problem> {
    if list.len() > LONGEST_LIST {
        return Err(value(field, "at most 200 of them", "more"));
    }
    Ok(())
}

/// A number of days from 1 to 1,000.
pub(super) fn days(field: &'static str, days: u32) -> Result<u32, Problem> {
    if (1..=LONGEST_DAYS).contains(&days) {
        return Ok(days);
    }
    Err(value(field, "from 1 to 1000 days", &days.to_string()))
}

pub(super) fn value(field: &'static str, expected: &'static str, found: &str) -> Problem {
    let found = found.chars().take(60).collect();
    Problem::Value {
        field,
        expected,
        found,
    }
}
