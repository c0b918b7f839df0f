//! Fees, results, refusals after appraisal, apologies and mended mistakes (ND 61/2018 Art. 19–22).

use clock::Term;
use jiff::civil::DateTime;
use protocols::dossier::{Event, Status};

use super::desk::{Desk, bounded, days, said, value};
use super::dossier::{Charge, Outcome, Paid, Rating};
use super::lapse::Lapse;
use super::notices::About;
use super::person::Officer;
use super::problem::{Problem, rule};
use super::receiving::clock_time;
use super::slips::{Form, label};

/// Most that one dossier can cost, in đồng; more is a mistake of typing. Assumption.
const MOST: u64 = 10_000_000_000;

impl Desk {
    pub(super) fn ask_fee(
        &mut self,
        code: &str,
        amount: Option<u64>,
        now: DateTime,
    ) -> Result<String, Problem> {
        let dossier = self.dossier(code)?;
        let amount = amount.unwrap_or(dossier.procedure.fee);
        if amount == 0 || amount > MOST || self.has(Lapse::NoFee) {
            return Err(value(
                "amount",
                "from 1 đồng to ten thousand million",
                &amount.to_string(),
            ));
        }
        if dossier
            .charge
            .as_ref()
            .is_some_and(|charge| charge.paid.is_some())
        {
            return Err(rule("NĐ 61/2018 Điều 22", "it is paid already"));
        }
        self.happen(
            code,
            &Event::AskPayment,
            ("Yêu cầu thực hiện nghĩa vụ tài chính", Officer::default()),
            now,
        )?;
        self.dossier_mut(code)?.charge = Some(Charge {
            amount,
            asked: now,
            paid: None,
        });
        self.tell(
            code,
            About::Payment,
            &format!("cần nộp {amount} đồng."),
            now,
        );
        self.refresh_report(code);
        Ok(code.to_owned())
    }

    /// Takes a payment. The same proof again changes nothing; another one is refused.
    pub fn paid(
        &mut self,
        code: &str,
        method: &str,
        proof: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("proof", &proof)?;
        let known = ["direct", "transfer", "post", "online"].contains(&method);
        if !known || (method != "direct" && self.has(Lapse::CashOnly)) {
            return Err(value("method", "direct, transfer, post or online", method));
        }
        if method != "direct" && proof.trim().is_empty() && !self.has(Lapse::NoProof) {
            return Err(rule(
                "NĐ 61/2018 Điều 22",
                "what is not paid at the counter needs a proof of payment",
            ));
        }
        let twice = self.has(Lapse::PaidTwice);
        let dossier = self.dossier_mut(code)?;
        let Some(charge) = &mut dossier.charge else {
            return Err(rule("NĐ 61/2018 Điều 22", "nothing is to be paid"));
        };
        if let Some(paid) = &charge.paid {
            if twice {
                charge.amount *= 2;
                return Ok(code.to_owned());
            }
            if !proof.is_empty() && paid.proof == proof {
                return Ok(code.to_owned());
            }
            return Err(rule("NĐ 61/2018 Điều 22", "it is paid already"));
        }
        dossier.life.check(&Event::Pay)?;
        charge.paid = Some(Paid {
            at: now,
            method: method.to_owned(),
            proof,
        });
        self.happen(
            code,
            &Event::Pay,
            ("Đã nộp phí, lệ phí", Officer::default()),
            now,
        )?;
        Ok(code.to_owned())
    }

    pub(super) fn finish(
        &mut self,
        code: &str,
        content: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("content", &content)?;
        let dossier = self.dossier(code)?;
        if matches!(dossier.upper, Some((_, false))) {
            return Err(rule(
                "NĐ 61/2018 Điều 19.7",
                "the upper one-stop has not answered",
            ));
        }
        let paper = dossier.procedure.result.clone();
        self.happen(
            code,
            &Event::Finish { refusal: None },
            ("Đã có kết quả", Officer::default()),
            now,
        )?;
        self.settle(
            code,
            Outcome {
                paper,
                refusal: None,
                content,
            },
            now,
        )
    }

    pub(super) fn reject(
        &mut self,
        code: &str,
        reason: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("reason", &reason)?;
        let late = self.dossier(code)?.dates.due.is_some_and(|due| now > due);
        if late && !self.has(Lapse::LateRefusal) {
            return Err(rule(
                "NĐ 61/2018 Điều 19.8",
                "a refusal must fall within the term: apologise first",
            ));
        }
        let refusal = Some(reason.clone());
        let officer = Officer::default();
        self.happen(
            code,
            &Event::Finish {
                refusal: refusal.clone(),
            },
            ("Từ chối giải quyết hồ sơ", officer.clone()),
            now,
        )?;
        if !self.has(Lapse::AppraisalWithoutSlip) {
            self.give(
                code,
                Form::Refusal,
                vec![(label::REASON, reason.clone())],
                &officer,
                now,
            );
        }
        self.settle(
            code,
            Outcome {
                paper: None,
                refusal,
                content: reason,
            },
            now,
        )
    }

    fn settle(&mut self, code: &str, outcome: Outcome, now: DateTime) -> Result<String, Problem> {
        let forgets = self.has(Lapse::ForgetsResult);
        let due = self.dossier(code)?.dates.due;
        let dossier = self.dossier_mut(code)?;
        dossier.dates.finished = Some(now);
        dossier.result = (!forgets).then_some(outcome);
        if !self.has(Lapse::ReadyUntold) {
            let text = match due {
                Some(due) if now < due => "đã có kết quả trước hạn, mời đến nhận.",
                _ => "đã có kết quả, mời đến nhận.",
            };
            self.tell(code, About::Ready, text, now);
        }
        self.refresh_report(code);
        Ok(code.to_owned())
    }

    pub(super) fn give_back(&mut self, code: &str, now: DateTime) -> Result<String, Problem> {
        self.happen(
            code,
            &Event::Return,
            ("Đã trả kết quả", Officer::default()),
            now,
        )?;
        let keeps = self.has(Lapse::KeepsOriginals);
        let dossier = self.dossier_mut(code)?;
        dossier.dates.returned = Some(now);
        dossier.originals_back = !keeps && dossier.papers.iter().any(|paper| paper.original);
        self.refresh_report(code);
        Ok(code.to_owned())
    }

    pub(super) fn apologise(
        &mut self,
        code: &str,
        reason: String,
        more: u32,
        now: DateTime,
    ) -> Result<String, Problem> {
        if !self.has(Lapse::ApologyWithoutReason) {
            said("reason", &reason)?;
        }
        let more = days("days", more)?;
        let dossier = self.dossier(code)?;
        let status = dossier.status();
        let Some(before) = dossier
            .dates
            .due
            .filter(|_| !status.is_end_for_statistics())
        else {
            return Err(value(
                "dossier",
                "one in work with a due date",
                &status.to_string(),
            ));
        };
        if dossier.reappointed && !self.has(Lapse::SecondAppointment) {
            return Err(rule(
                "NĐ 61/2018 Điều 19.9",
                "a new appointment is made once at most",
            ));
        }
        let due = self
            .settings
            .office
            .due(before.max(now), Term::WorkingDays(more));
        let officer = Officer::default();
        if !self.has(Lapse::NoApologySlip) {
            let lines = vec![
                (label::REASON, reason.clone()),
                (label::DUE_BEFORE, clock_time(before)),
                (label::DUE_NEW, clock_time(due)),
            ];
            self.give(code, Form::Apology, lines, &officer, now);
        }
        let keeps = self.has(Lapse::DueUnchanged);
        let dossier = self.dossier_mut(code)?;
        dossier.reappointed = true;
        if !keeps {
            dossier.dates.due = Some(due);
        }
        self.log(
            code,
            format!("Xin lỗi và hẹn lại: {reason}"),
            officer,
            Default::default(),
            now,
        );
        if !self.has(Lapse::ApologyUntold) {
            let text = format!(
                "xin lỗi và hẹn lại ngày trả kết quả {}. Lý do: {reason}",
                clock_time(due)
            );
            self.tell(code, About::Apology, &text, now);
        }
        Ok(code.to_owned())
    }

    /// A mistake of the agency is mended at its own cost (Art. 21); what replaces a result cancels it, and both are kept.
    pub(super) fn mend(
        &mut self,
        code: &str,
        what: String,
        lost: bool,
        now: DateTime,
    ) -> Result<String, Problem> {
        said("what", &what)?;
        let charges = self.has(Lapse::ChargesMending);
        let deletes = self.has(Lapse::DeletesCancelled);
        let dossier = self.dossier_mut(code)?;
        if !lost {
            let Some(old) = dossier.result.take() else {
                return Err(value(
                    "dossier",
                    "one with a result",
                    &dossier.status().to_string(),
                ));
            };
            dossier.result = Some(Outcome {
                content: what.clone(),
                ..old.clone()
            });
            if !deletes {
                dossier.cancelled.push(old);
            }
        }
        dossier.mended.push(what.clone());
        if charges {
            let fee = dossier.procedure.fee.max(1);
            dossier.charge = Some(Charge {
                amount: fee,
                asked: now,
                paid: None,
            });
        }
        self.log(
            code,
            format!("Khắc phục sai sót: {what}"),
            Officer::default(),
            Default::default(),
            now,
        );
        if lost && !self.has(Lapse::LossWithoutApology) {
            let lines = vec![(label::REASON, what.clone())];
            self.give(code, Form::Apology, lines, &Officer::default(), now);
            self.tell(
                code,
                About::Apology,
                &format!("xin lỗi vì làm mất, hư hỏng giấy tờ: {what}"),
                now,
            );
        }
        Ok(code.to_owned())
    }

    pub(super) fn rate(
        &mut self,
        code: &str,
        points: u8,
        text: String,
        now: DateTime,
    ) -> Result<String, Problem> {
        bounded("text", &text)?;
        if points > 2 {
            return Err(value("points", "0, 1 or 2", &points.to_string()));
        }
        let again = self.has(Lapse::RatesTwice);
        let dossier = self.dossier_mut(code)?;
        if dossier.rating.is_some() && !again {
            return Err(rule(
                "NĐ 61/2018 Điều 27",
                "Đã thực hiện đánh giá hồ sơ này",
            ));
        }
        dossier.rating = Some(Rating {
            points,
            text,
            at: now,
        });
        Ok(code.to_owned())
    }

    /// What the system does by itself: forwards what is due, reports silence, warns of due dates.
    pub(super) fn tick(&mut self, now: DateTime) {
        let codes: Vec<String> = self.dossiers.keys().cloned().collect();
        for code in codes {
            self.forward(&code, now);
            self.report_silence(&code, now);
            self.warn_of_due(&code, now);
        }
    }

    fn forward(&mut self, code: &str, now: DateTime) {
        let due = self.dossiers.get(code).is_some_and(|dossier| {
            dossier.status() == Status::Accepted
                && dossier.dates.transferred.is_none()
                && dossier.dates.transfer.is_some_and(|(from, _)| from <= now)
        });
        if due {
            // An accepted dossier always may be forwarded.
            let _ = self.transfer(code, now);
        }
    }

    fn report_silence(&mut self, code: &str, now: DateTime) {
        if self.has(Lapse::UnansweredUnreported) {
            return;
        }
        let Some(dossier) = self.dossiers.get_mut(code) else {
            return;
        };
        let mut silent = Vec::new();
        for one in &mut dossier.consultations {
            if one.answer.is_none() && !one.reported && one.deadline < now {
                one.reported = true;
                silent.push(one.agency.clone());
            }
        }
        for agency in silent {
            let text = format!("{agency} không trả lời lấy ý kiến đúng hạn");
            self.warn(
                code,
                About::Unanswered,
                "Trưởng Bộ phận Một cửa",
                &text,
                now,
            );
        }
    }

    fn warn_of_due(&mut self, code: &str, now: DateTime) {
        let Some(dossier) = self.dossiers.get(code) else {
            return;
        };
        let Some(due) = dossier
            .dates
            .due
            .filter(|_| !dossier.status().is_end_for_statistics())
        else {
            return;
        };
        let from = clock::calendar::previous_working_day(due.date());
        let text = format!("hạn trả kết quả {}", clock_time(due));
        let told = self
            .notices
            .iter()
            .any(|one| one.code == code && one.about == About::DueSoon && one.text == text);
        if now.date() >= from && !told && !self.has(Lapse::NoWarning) {
            self.warn(code, About::DueSoon, "Bộ phận Một cửa", &text, now);
        }
    }
}
