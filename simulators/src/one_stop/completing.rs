//! Supplements: asked once and wholly, answered by the owner, closed when nothing comes (ND 61/2018 Art. 11, 15, 17, 19.4).

use clock::Term;
use jiff::ToSpan;
use jiff::civil::DateTime;
use protocols::dossier::{Event, Status};

use super::action::Handing;
use super::desk::{Desk, bounded, days, few, said};
use super::dossier::Supplement;
use super::lapse::Lapse;
use super::notices::About;
use super::person::Officer;
use super::problem::{Problem, rule};
use super::receiving::clock_time;
use super::slips::{Form, label};

impl Desk {
    pub(super) fn ask_supplement(
        &mut self,
        code: &str,
        mut items: Vec<String>,
        reason: String,
        given: Option<u32>,
        officer: Officer,
        now: DateTime,
    ) -> Result<String, Problem> {
        few("items", &items)?;
        items.retain(|item| !item.trim().is_empty());
        if items.is_empty() {
            return Err(super::desk::value(
                "items",
                "what is missing, every item",
                "nothing",
            ));
        }
        if !self.has(Lapse::SlipWithoutReason) {
            said("reason", &reason)?;
        }
        let given = days("days", given.unwrap_or(self.settings.supplement_days))?;
        let dossier = self.dossier(code)?;
        let was = dossier.status();
        if was == Status::Processing
            && !dossier.procedure.own_return_term
            && !self.has(Lapse::ReturnsLate)
        {
            let received = dossier.dates.term_from.unwrap_or(now);
            let until = self
                .settings
                .office
                .due(received, Term::WorkingDays(self.settings.return_days));
            if now > until {
                let why = format!("a dossier is given back within 3 working days, until {until}");
                return Err(rule("NĐ 61/2018 Điều 19.4", why));
            }
        }
        let written = if reason.trim().is_empty() {
            "-".to_owned()
        } else {
            reason.clone()
        };
        let due = dossier.dates.due;
        let step = ("Yêu cầu bổ sung hồ sơ", officer.clone());
        self.happen(code, &Event::AskSupplement(written), step, now)?;
        if self.has(Lapse::FirstItemOnly) {
            items.truncate(1);
        }
        let deadline = self.supplement_deadline(given, now);
        let told = items.join("; ");
        let shown = if self.has(Lapse::SlipWithoutReason) {
            String::new()
        } else {
            reason.clone()
        };
        let supplement = Supplement {
            items,
            reason: shown.clone(),
            asked: now,
            deadline,
            completed: None,
            due: (due, None),
            officer: officer.clone(),
        };
        self.dossier_mut(code)?.supplements.push(supplement);
        self.tell_supplement(code, &told, (&reason, shown), deadline, &officer, now);
        self.refresh_report(code);
        Ok(code.to_owned())
    }

    /// Slip 02 and the notices.
    fn tell_supplement(
        &mut self,
        code: &str,
        told: &str,
        (reason, shown): (&str, String),
        deadline: DateTime,
        officer: &Officer,
        now: DateTime,
    ) {
        if !self.has(Lapse::NoSupplementSlip) {
            let lines = vec![
                (label::MISSING, told.to_owned()),
                (label::REASON, shown),
                (label::DEADLINE, clock_time(deadline)),
            ];
            self.give(code, Form::Supplement, lines, officer, now);
        }
        let text = format!(
            "cần bổ sung: {told}. Lý do: {reason}. Hạn: {}.",
            clock_time(deadline)
        );
        let times = match (
            self.has(Lapse::SupplementUntold),
            self.has(Lapse::SupplementToldTwice),
        ) {
            (true, _) => 0,
            (_, true) => 2,
            _ => 1,
        };
        for _ in 0..times {
            self.tell(code, About::Supplement, &text, now);
        }
    }

    /// The end of the last day; of the next working day when that is a day off.
    fn supplement_deadline(&self, given: u32, now: DateTime) -> DateTime {
        let given = given - u32::from(self.has(Lapse::DeadlineDayEarly));
        let office = &self.settings.office;
        let day = now.date().saturating_add(i64::from(given).days());
        let day = if office.is_working_day(day) {
            day
        } else {
            office.next_working_day(day)
        };
        office.closing(day)
    }

    pub(super) fn supplement(
        &mut self,
        code: &str,
        by: &str,
        papers: Vec<Handing>,
        now: DateTime,
    ) -> Result<String, Problem> {
        few("papers", &papers)?;
        let dossier = self.dossier(code)?;
        let anew = dossier.life.before() == Some(Status::Processing);
        let by_owner = dossier.applicant.is(by) || self.has(Lapse::AnybodySupplements);
        let (channel, term) = (dossier.channel, dossier.procedure.term);
        let name = dossier.applicant.name.clone();
        let event = Event::Supplement { by_owner, anew };
        dossier.life.check(&event)?;
        let papers = self.papers_of(papers, channel)?;
        let going_on = !anew || self.has(Lapse::TermGoesOn);
        let keeps = self.has(Lapse::SupplementKeepsDue);
        let office = self.office(now);
        if anew {
            self.begin_term(code, now)?;
        }
        let dossier = self.dossier_mut(code)?;
        dossier.papers.extend(papers);
        let dates = &mut dossier.dates;
        if let Some(open) = dossier.supplements.last_mut() {
            open.completed = Some(now);
            let asked = open.asked;
            if let Some(before) = open.due.0.filter(|_| going_on) {
                let shifted = office.shifted(before, term, asked, now);
                dates.due = Some(if keeps { before } else { shifted });
            }
            open.due.1 = dates.due;
        }
        let citizen = Officer {
            name,
            title: "Công dân".to_owned(),
            department: String::new(),
        };
        self.happen(code, &event, ("Bổ sung hồ sơ", citizen), now)?;
        if anew {
            self.receipt(code, &Officer::default(), now)?;
            self.refresh_report(code);
        }
        Ok(code.to_owned())
    }

    pub(super) fn close(&mut self, code: &str, now: DateTime) -> Result<String, Problem> {
        let early = self.has(Lapse::ClosesEarly);
        let last = self.dossier(code)?.supplements.last();
        let passed = last.is_some_and(|one| now > one.deadline) || early;
        let event = Event::Close {
            deadline_passed: passed,
        };
        let officer = Officer::default();
        self.happen(
            code,
            &event,
            ("Đóng hồ sơ do không bổ sung", officer.clone()),
            now,
        )?;
        self.dossier_mut(code)?.dates.finished = Some(now);
        let reason = "Quá thời hạn bổ sung hồ sơ";
        self.refusal_slip(code, reason, &officer, now);
        self.tell(code, About::Refused, reason, now);
        Ok(code.to_owned())
    }

    /// The last report shows the dossier as it stands now: what was filled in after the step belongs to it.
    pub(super) fn refresh_report(&mut self, code: &str) {
        let Some(dossier) = self.dossiers.get(code) else {
            return;
        };
        if let Some(last) = self
            .outbox
            .back_mut()
            .filter(|last| last.dossier.code == code)
        {
            *last.dossier = dossier.clone();
        }
    }

    pub(super) fn stop(
        &mut self,
        code: &str,
        reason: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("reason", &reason)?;
        self.happen(
            code,
            &Event::Stop(reason.clone()),
            ("Dừng xử lý", Officer::default()),
            now,
        )?;
        self.tell(
            code,
            About::Status,
            &format!("dừng xử lý. Lý do: {reason}"),
            now,
        );
        Ok(code.to_owned())
    }

    pub(super) fn recall(&mut self, code: &str, now: DateTime) -> Result<String, Problem> {
        self.happen(code, &Event::Recall, ("Thu hồi", Officer::default()), now)?;
        Ok(code.to_owned())
    }

    pub(super) fn withdraw(
        &mut self,
        code: &str,
        by: &str,
        now: DateTime,
    ) -> Result<String, Problem> {
        let by_owner = self.dossier(code)?.applicant.is(by) || self.has(Lapse::AnybodyWithdraws);
        self.happen(
            code,
            &Event::Withdraw { by_owner },
            ("Công dân rút hồ sơ", Officer::default()),
            now,
        )?;
        self.dossier_mut(code)?.dates.finished = Some(now);
        self.refresh_report(code);
        Ok(code.to_owned())
    }
}
