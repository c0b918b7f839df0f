//! Reception: the counter, the post and the local portal (ND 61/2018 Art. 16–18).

use clock::Term;
use clock::working_time::{Holidays, WorkingTime};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::dossier::{Channel, Event, Life};

use super::action::{Handed, Handing};
use super::desk::{Desk, bounded, few, said, value};
use super::dossier::{Dates, Dossier, Paper};
use super::lapse::Lapse;
use super::notices::About;
use super::person::Officer;
use super::problem::Problem;
use super::slips::{Form, label};

impl Desk {
    /// Takes a dossier at the counter or from the post; its code.
    pub(super) fn receive(&mut self, handed: Handed, now: DateTime) -> Result<String, Problem> {
        let channel = handed.channel();
        let Some(channel) = channel.filter(|channel| *channel != Channel::Online) else {
            return Err(value("channel", "counter or post", &handed.channel));
        };
        if channel == Channel::Post && self.has(Lapse::NoPost) {
            return Err(value("channel", "counter", "post"));
        }
        let officer = handed.officer.clone();
        let wants_receipt = handed.wants_receipt || self.has(Lapse::ReceiptAlways);
        let code = self.put_in(handed, channel, None, now)?;
        let immediate = self.dossier(&code)?.procedure.immediate;
        self.begin_term(&code, now)?;
        if (!immediate || wants_receipt) && !self.has(Lapse::NoReceipt) {
            self.receipt(&code, &officer, now)?;
        }
        let unheard = immediate && self.has(Lapse::ImmediateNotSynced);
        self.log(
            &code,
            "Tiếp nhận hồ sơ".to_owned(),
            officer,
            Default::default(),
            now,
        );
        if unheard {
            self.outbox.pop_back();
        }
        Ok(code)
    }

    /// Takes what is handed in online; its code. It waits to be looked at.
    pub(super) fn submit(
        &mut self,
        handed: Handed,
        portal_code: Option<String>,
        now: DateTime,
    ) -> Result<String, Problem> {
        if self.has(Lapse::NoOnline) {
            return Err(value("channel", "counter or post", "online"));
        }
        let procedure = self.procedure(&handed.procedure)?;
        if !procedure.level.is_online() {
            let found = format!("level {}", procedure.level.number());
            return Err(value(
                "procedure",
                "one that can be submitted online",
                &found,
            ));
        }
        let code = self.put_in(handed, Channel::Online, portal_code, now)?;
        let times = if self.has(Lapse::AnswersLate) { 3 } else { 1 };
        let answer = Term::WorkingHours(self.settings.answer_hours * times);
        let answer_by = self.office(now).due(now, answer);
        self.dossier_mut(&code)?.dates.answer_by = Some(answer_by);
        let citizen = Officer {
            name: self.dossier(&code)?.applicant.name.clone(),
            title: "Công dân".to_owned(),
            department: String::new(),
        };
        self.log(
            &code,
            "Nộp hồ sơ trực tuyến".to_owned(),
            citizen,
            Default::default(),
            now,
        );
        Ok(code)
    }

    /// Accepts what was submitted online (Art. 17.2b); the department has it at once (Art. 18.1).
    pub(super) fn accept(
        &mut self,
        code: &str,
        officer: Officer,
        now: DateTime,
    ) -> Result<String, Problem> {
        let event = Event::Accept;
        self.dossier(code)?.life.check(&event).or_else(|refusal| {
            if self.has(Lapse::AcceptsAnything) {
                Ok(protocols::dossier::Status::Accepted)
            } else {
                Err(refusal)
            }
        })?;
        self.begin_term(code, now)?;
        if !self.has(Lapse::NoReceipt) {
            self.receipt(code, &officer, now)?;
        }
        self.happen(code, &event, ("Tiếp nhận hồ sơ", officer), now)?;
        self.tell(code, About::Accepted, "đã được tiếp nhận.", now);
        Ok(code.to_owned())
    }

    /// Refuses what was submitted online, with slip 03 (Art. 17.1b).
    pub(super) fn refuse(
        &mut self,
        code: &str,
        mut reason: String,
        officer: Officer,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("reason", &reason)?;
        if reason.trim().is_empty() && self.has(Lapse::RefusesWithoutReason) {
            reason = "-".to_owned();
        }
        self.happen(
            code,
            &Event::Refuse(reason.clone()),
            ("Từ chối tiếp nhận hồ sơ", officer.clone()),
            now,
        )?;
        self.dossier_mut(code)?.dates.finished = Some(now);
        self.refusal_slip(code, &reason, &officer, now);
        self.tell(
            code,
            About::Refused,
            &format!("không được tiếp nhận. Lý do: {reason}"),
            now,
        );
        Ok(code.to_owned())
    }

    pub(super) fn refusal_slip(
        &mut self,
        code: &str,
        reason: &str,
        officer: &Officer,
        now: DateTime,
    ) {
        let reason = if self.has(Lapse::SlipWithoutReason) {
            ""
        } else {
            reason
        };
        if !self.has(Lapse::NoRefusalSlip) {
            self.give(
                code,
                Form::Refusal,
                vec![(label::REASON, reason.to_owned())],
                officer,
                now,
            );
        }
    }

    /// Slip 01 (TT 01/2018 Art. 9).
    pub(super) fn receipt(
        &mut self,
        code: &str,
        officer: &Officer,
        now: DateTime,
    ) -> Result<(), Problem> {
        let dossier = self.dossier(code)?;
        let names: Vec<&str> = dossier
            .papers
            .iter()
            .map(|paper| paper.name.as_str())
            .collect();
        let mut lines = vec![
            (label::APPLICANT, dossier.applicant.name.clone()),
            (label::PROCEDURE, dossier.procedure.name.clone()),
            (label::PAPERS, names.join("; ")),
            (
                label::RECEIVED,
                clock_time(dossier.dates.received.unwrap_or(now)),
            ),
            (label::PLACE, self.settings.name.clone()),
        ];
        let due = dossier.dates.due;
        if let Some(due) = due.filter(|_| !self.has(Lapse::ReceiptWithoutDue)) {
            lines.push((label::DUE, clock_time(due)));
        }
        self.give(code, Form::Receipt, lines, officer, now);
        Ok(())
    }

    /// The term begins, or begins anew.
    pub(super) fn begin_term(&mut self, code: &str, now: DateTime) -> Result<(), Problem> {
        let dossier = self.dossier(code)?;
        let (term, channel) = (dossier.procedure.term, dossier.channel);
        let due = self.due(now, term);
        let transfer = self.transfer_window(channel, now);
        let dates = &mut self.dossier_mut(code)?.dates;
        dates.received.get_or_insert(now);
        dates.term_from = Some(now);
        dates.due = Some(due);
        dates.transfer = Some(transfer);
        dates.transferred = None;
        Ok(())
    }

    /// When what comes now is due.
    pub(super) fn due(&self, now: DateTime, term: Term) -> DateTime {
        if let (true, Term::WorkingDays(days)) = (self.has(Lapse::CalendarDays), term) {
            return now.saturating_add(SignedDuration::from_hours(24 * i64::from(days)));
        }
        if let (true, Term::WorkingDays(days)) = (self.has(Lapse::NoHolidays), term) {
            // Every seven days hold five that count.
            let mut at = now;
            for _ in 0..days {
                at = at.saturating_add(SignedDuration::from_hours(24));
                while matches!(at.date().weekday().to_monday_zero_offset(), 5 | 6) {
                    at = at.saturating_add(SignedDuration::from_hours(24));
                }
            }
            return at;
        }
        self.office(now).due(now, term)
    }

    /// The office hours, with the holidays that this system knows.
    pub(super) fn office(&self, now: DateTime) -> WorkingTime {
        let office = self.settings.office.clone();
        if self.has(Lapse::HolidaysOfThisYear) {
            return office.with_holidays(Holidays::OfYear(now.year()));
        }
        office
    }

    /// When the department gets it at the earliest and at the latest (Art. 18.1–18.2).
    fn transfer_window(&self, channel: Channel, now: DateTime) -> (DateTime, DateTime) {
        let office = &self.settings.office;
        let online = channel == Channel::Online && !self.has(Lapse::OnlineWaits);
        let open = office.is_working_day(now.date());
        let early = open && now.time() <= self.settings.transfer_until;
        if online {
            return (now, now);
        }
        if early && !self.has(Lapse::WaitsForMorning) && channel != Channel::Online {
            return (now, office.closing(now.date()));
        }
        let mut day = office.next_working_day(now.date());
        if !early && self.has(Lapse::TransfersDayLate) {
            day = office.next_working_day(day);
        }
        let from = office.opening(day);
        let grace = i64::from(self.settings.start_of_day_minutes);
        (from, from.saturating_add(SignedDuration::from_mins(grace)))
    }

    /// Makes the dossier.
    fn put_in(
        &mut self,
        handed: Handed,
        channel: Channel,
        portal_code: Option<String>,
        now: DateTime,
    ) -> Result<String, Problem> {
        let procedure = self.procedure(&handed.procedure)?;
        said("applicant.name", &handed.applicant.name)?;
        few("papers", &handed.papers)?;
        let delivery = handed.delivery();
        let delivery =
            delivery.ok_or_else(|| value("delivery", "counter or post", &handed.delivery))?;
        let mut life = Life::new();
        life.apply(&Event::Arrive(channel))?;
        let code = self.next_code(now)?;
        let papers = self.papers_of(handed.papers, channel)?;
        let dossier = Dossier {
            code: code.clone(),
            portal_code,
            parent: None,
            procedure,
            applicant: handed.applicant,
            authorised: handed.authorised,
            channel,
            delivery,
            life,
            dates: Dates {
                submitted: Some(now),
                ..Dates::default()
            },
            papers,
            slips: Vec::new(),
            steps: Vec::new(),
            supplements: Vec::new(),
            consultations: Vec::new(),
            tasks: Vec::new(),
            upper: None,
            charge: None,
            result: None,
            cancelled: Vec::new(),
            originals_back: false,
            reappointed: false,
            mended: Vec::new(),
            rating: None,
        };
        self.dossiers.insert(code.clone(), dossier);
        Ok(code)
    }

    /// Papers as they are kept: scanned at the counter (Art. 17.1), as they are online.
    pub(super) fn papers_of(
        &mut self,
        handed: Vec<Handing>,
        channel: Channel,
    ) -> Result<Vec<Paper>, Problem> {
        let digitised = channel == Channel::Online || !self.has(Lapse::NoScan);
        let mut papers = Vec::new();
        for paper in handed {
            bounded("papers.name", &paper.name)?;
            papers.push(Paper {
                id: self.next_paper(),
                name: paper.name,
                component: paper.component,
                digitised,
                original: paper.original,
                content: paper.content,
            });
        }
        Ok(papers)
    }
}

/// A time as slips print it.
pub(super) fn clock_time(at: DateTime) -> String {
    at.strftime("%d/%m/%Y %H:%M").to_string()
}
