//! Processing: transfer, logged steps, consultation, several agencies, upper level (ND 61/2018 Art. 18–19).

use clock::Term;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::dossier::{Event, Status};

use super::action::Part;
use super::desk::{Desk, days, few, said, value};
use super::dossier::{Consultation, Task};
use super::lapse::Lapse;
use super::person::Officer;
use super::problem::{Problem, rule};

impl Desk {
    pub(super) fn transfer(&mut self, code: &str, now: DateTime) -> Result<String, Problem> {
        self.happen(
            code,
            &Event::Process,
            ("Chuyển hồ sơ đến cơ quan giải quyết", Officer::default()),
            now,
        )?;
        self.dossier_mut(code)?.dates.transferred = Some(now);
        Ok(code.to_owned())
    }

    pub(super) fn step(
        &mut self,
        code: &str,
        content: String,
        officer: Officer,
        (place, participants): (String, Vec<String>),
        now: DateTime,
    ) -> Result<String, Problem> {
        said("content", &content)?;
        few("participants", &participants)?;
        self.in_work(code)?;
        self.log(code, content, officer, (place, participants), now);
        Ok(code.to_owned())
    }

    pub(super) fn consult(
        &mut self,
        code: &str,
        agency: String,
        content: String,
        given: u32,
        now: DateTime,
    ) -> Result<String, Problem> {
        said("agency", &agency)?;
        said("content", &content)?;
        let given = days("days", given)?;
        self.in_work(code)?;
        let deadline = match self.has(Lapse::ConsultsWithoutDeadline) {
            true => DateTime::MAX,
            false => self.settings.office.due(now, Term::WorkingDays(given)),
        };
        let step = format!("Lấy ý kiến {agency}: {content}");
        let consultation = Consultation {
            agency,
            content,
            deadline,
            answer: None,
            reported: false,
        };
        self.dossier_mut(code)?.consultations.push(consultation);
        self.log(code, step, Officer::default(), Default::default(), now);
        Ok(code.to_owned())
    }

    pub(super) fn answer(
        &mut self,
        code: &str,
        agency: &str,
        content: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        said("content", &content)?;
        let dossier = self.dossier_mut(code)?;
        let asked = dossier.consultations.iter_mut();
        let mut open = asked.filter(|one| one.agency == agency && one.answer.is_none());
        let Some(open) = open.next() else {
            return Err(value(
                "agency",
                "one that was asked and has not answered",
                agency,
            ));
        };
        open.answer = Some((now, content));
        let step = format!("Nhận ý kiến của {agency}");
        self.log(code, step, Officer::default(), Default::default(), now);
        Ok(code.to_owned())
    }

    pub(super) fn together(
        &mut self,
        code: &str,
        lead: &str,
        parts: Vec<Part>,
        now: DateTime,
    ) -> Result<String, Problem> {
        few("tasks", &parts)?;
        if !parts.iter().any(|part| part.agency == lead) {
            return Err(value("lead", "one of the agencies of the tasks", lead));
        }
        for part in &parts {
            said("tasks.agency", &part.agency)?;
            said("tasks.content", &part.content)?;
            days("tasks.days", part.days)?;
        }
        self.in_work(code)?;
        let office = self.settings.office.clone();
        let (apart, headless) = (self.has(Lapse::Sequential), self.has(Lapse::NobodyLeads));
        let tasks = parts.into_iter().enumerate().map(|(place, part)| {
            // One after the other: each waits for the day after the one before.
            let wait = if apart {
                i64::try_from(place).unwrap_or(0)
            } else {
                0
            };
            let sent = now.saturating_add(SignedDuration::from_hours(24 * wait));
            Task {
                leads: part.agency == lead && !headless,
                sent,
                deadline: office.due(sent, Term::WorkingDays(part.days)),
                agency: part.agency,
                content: part.content,
                done: None,
            }
        });
        let tasks: Vec<Task> = tasks.collect();
        let names: Vec<String> = tasks.iter().map(|task| task.agency.clone()).collect();
        self.dossier_mut(code)?.tasks.extend(tasks);
        let step = format!("Liên thông đồng thời: {}", names.join(", "));
        self.log(code, step, Officer::default(), Default::default(), now);
        Ok(code.to_owned())
    }

    pub(super) fn task_done(
        &mut self,
        code: &str,
        agency: &str,
        now: DateTime,
    ) -> Result<String, Problem> {
        let tasks = self.dossier_mut(code)?.tasks.iter_mut();
        let mut open = tasks.filter(|task| task.agency == agency && task.done.is_none());
        let Some(open) = open.next() else {
            return Err(value("agency", "one with an open task", agency));
        };
        open.done = Some(now);
        self.log(
            code,
            format!("{agency} hoàn thành"),
            Officer::default(),
            Default::default(),
            now,
        );
        Ok(code.to_owned())
    }

    pub(super) fn upper(
        &mut self,
        code: &str,
        agency: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        said("agency", &agency)?;
        self.in_work(code)?;
        let step = format!("Chuyển hồ sơ lên {agency}");
        self.dossier_mut(code)?.upper = Some((agency, false));
        self.log(code, step, Officer::default(), Default::default(), now);
        Ok(code.to_owned())
    }

    pub(super) fn upper_result(
        &mut self,
        code: &str,
        content: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        let stays = self.has(Lapse::UpperKeepsResult);
        let dossier = self.dossier_mut(code)?;
        let Some((agency, false)) = dossier.upper.clone() else {
            return Err(rule(
                "NĐ 61/2018 Điều 19.7",
                "the dossier is not at an upper one-stop",
            ));
        };
        if stays {
            return Ok(code.to_owned());
        }
        dossier.upper = Some((agency.clone(), true));
        self.log(
            code,
            format!("Nhận kết quả từ {agency}"),
            Officer::default(),
            Default::default(),
            now,
        );
        self.finish(code, content, now)
    }

    /// Only what is accepted or in processing is worked on.
    fn in_work(&self, code: &str) -> Result<(), Problem> {
        let status = self.dossier(code)?.status();
        if matches!(status, Status::Accepted | Status::Processing) || self.has(Lapse::EndsAreOpen) {
            return Ok(());
        }
        Err(value(
            "dossier",
            "one in status 2 or 4",
            &status.to_string(),
        ))
    }
}
