//! What the licence system answered.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clock::calendar;
use protocols::licences::{Answer, Application, Ask, Held, dates};

use super::words::UnitWord;
use crate::ended::Ended;
use crate::params::{Number, Quoted};
use crate::step::steps;
use crate::world::World;

fn failed(expected: impl Into<String>, received: impl Into<String>) -> Ended {
    Ended::fail(expected, received).by("licences")
}

impl World {
    /// The latest answer and how it looked.
    fn licence_answer(&mut self) -> Result<(Answer, String), Ended> {
        let memory = &self.memory()?.licences;
        let shown = memory.shown.clone();
        let answer = memory.answer.clone();
        answer
            .map(|answer| (answer, shown.clone()))
            .ok_or_else(|| failed("an answer with error_code", shown))
    }

    /// The latest answer, read as an application.
    fn shown_application(&mut self) -> Result<Application, Ended> {
        let (answer, shown) = self.licence_answer()?;
        let application = answer
            .result
            .and_then(|result| serde_json::from_value::<Application>(result).ok());
        application.ok_or_else(|| failed("an application", shown))
    }

    /// Codes in the latest list.
    fn listed_codes(&mut self) -> Result<Vec<String>, Ended> {
        let (answer, shown) = self.licence_answer()?;
        let rows = answer.result.as_ref().and_then(|result| result.as_array());
        let rows = rows.ok_or_else(|| failed("a list", shown))?;
        Ok(rows
            .iter()
            .filter_map(|row| row["MaHoSo"].as_str().map(str::to_owned))
            .collect())
    }

    /// The licence of the latest applicant as the system shows it to the portal.
    async fn present_licence(&mut self) -> Result<Held, Ended> {
        let citizen = self.handed()?.citizen;
        let number = citizen
            .licence
            .map_or_else(String::new, |licence| licence.number);
        let answer = self
            .ask_licences(
                "portal",
                &Ask::Licence {
                    number,
                    id: citizen.id,
                },
            )
            .await?;
        let held = answer
            .result
            .and_then(|result| serde_json::from_value(result).ok());
        held.ok_or_else(|| failed("the applicant's licence", answer.message))
    }
}

steps! {
    /// The latest call succeeded: `error_code` 0.
    Then "the licence system accepts it" | "hệ thống giấy phép lái xe chấp nhận"
    async fn accepts(world) {
        let (answer, shown) = world.licence_answer()?;
        if answer.is_ok() { Ok(()) } else { Err(failed("error_code 0", shown)) }
    }

    /// The latest call was refused: another `error_code`, a text, and no result.
    Then "the licence system refuses it" | "hệ thống giấy phép lái xe từ chối"
    async fn refuses(world) {
        let (answer, shown) = world.licence_answer()?;
        if !answer.is_ok() && answer.result.is_none() && answer.session.is_none() && !answer.message.is_empty() {
            return Ok(());
        }
        Err(failed("an error_code other than 0, with a message and without a result", shown))
    }

    /// The refusal names what was wrong.
    Then "the licence system refuses it and names {what}" | "hệ thống giấy phép lái xe từ chối và nêu {what}"
    async fn refuses_naming(world, what: Quoted) {
        let (answer, shown) = world.licence_answer()?;
        if !answer.is_ok() && answer.result.is_none() && answer.message.contains(&what.0) {
            return Ok(());
        }
        Err(failed(format!("a refusal that names {}", what.0), shown))
    }

    /// The login gave a session, and `error_code` is written as the text "0".
    Then "a session is opened" | "một phiên làm việc được mở"
    async fn session(world) {
        let (answer, shown) = world.licence_answer()?;
        if answer.is_ok() && answer.session.is_some_and(|session| session.len() >= 16) {
            return Ok(());
        }
        Err(failed("error_code 0 and a session", shown))
    }

    /// The list holds the latest application, once.
    Then "the list holds the application" | "danh sách có hồ sơ"
    async fn holds(world) {
        let code = world.handed()?.code;
        let found = world.listed_codes()?.iter().filter(|listed| **listed == code).count();
        if found == 1 { Ok(()) } else { Err(failed(format!("{code} once"), format!("{found} times"))) }
    }

    /// The list does not hold the latest application.
    Then "the list does not hold the application" | "danh sách không có hồ sơ"
    async fn holds_not(world) {
        let code = world.handed()?.code;
        if world.listed_codes()?.contains(&code) { Err(failed(format!("no {code}"), "it is listed")) } else { Ok(()) }
    }

    /// How many the list holds.
    Then "the list holds {count} applications" | "danh sách có {count} hồ sơ"
    async fn holds_many(world, count: Number) {
        let found = world.listed_codes()?.len();
        if found == count.0 { Ok(()) } else { Err(failed(count.0.to_string(), found.to_string())) }
    }

    /// The application says who applies, for which licence, and with which papers.
    Then "the application names its applicant, the licence and every paper" | "hồ sơ nêu người nộp, giấy phép và mọi giấy tờ"
    async fn complete(world) {
        let handed = world.handed()?;
        let shown = world.shown_application()?;
        let form = &shown.form;
        let licence = handed.citizen.licence.clone().map_or_else(String::new, |licence| licence.number);
        let held: Vec<&str> = form.held.iter().map(|held| held.number.as_str()).collect();
        let names: Vec<&str> = form.attached.iter().map(|paper| paper.name.as_str()).collect();
        let papers: Vec<&str> = handed.papers.iter().map(|(name, _)| name.as_str()).collect();
        let as_handed = shown.code == handed.code
            && form.id == handed.citizen.id
            && form.name == handed.citizen.name
            && held == [licence.as_str()]
            && names == papers;
        if as_handed { Ok(()) } else { Err(failed("what was handed in", format!("{shown:?}"))) }
    }

    /// The head's moments are `dd/MM/yyyy HH:mm:ss`, the form's day of birth `yyyy-MM-dd` and the applicant's.
    Then "its dates are written as the feed writes them" | "ngày tháng của hồ sơ đúng dạng của hệ thống"
    async fn dates_fit(world) {
        let born = world.handed()?.citizen.born;
        let shown = world.shown_application()?;
        if dates::read_moment(&shown.submitted).is_none() {
            return Err(failed("NgayNop as dd/MM/yyyy HH:mm:ss", shown.submitted));
        }
        if dates::read_day(&shown.form.born) != Some(born) {
            return Err(failed(format!("ngaySinh {born}"), shown.form.born));
        }
        Ok(())
    }

    /// Every paper comes back byte for byte.
    Then "{unit} can fetch every paper as it was handed in" | "{unit} lấy được mọi giấy tờ đúng như đã nộp"
    async fn papers(world, unit: UnitWord) {
        let handed = world.handed()?;
        let detail = Ask::Detail { unit: unit.code.to_owned(), code: handed.code.clone() };
        world.ask_licences(unit.code, &detail).await?;
        let attached = world.shown_application()?.form.attached;
        if attached.len() != handed.papers.len() {
            return Err(failed(format!("{} papers", handed.papers.len()), attached.len().to_string()));
        }
        for (paper, (name, content)) in attached.iter().zip(&handed.papers) {
            let answer = world.ask_licences(unit.code, &Ask::File { path: paper.path.clone() }).await?;
            let text = answer.result.as_ref().and_then(|result| result["TepDinhKem"][0]["Base64"].as_str());
            let bytes = text.and_then(|text| BASE64_STANDARD.decode(text).ok());
            if bytes.as_ref() != Some(content) {
                return Err(failed(format!("the content of {name}"), "other bytes, or none"));
            }
        }
        Ok(())
    }

    /// The due date lies so many working days after reception.
    Then "the application is due in {count} working days" | "hồ sơ hẹn trả sau {count} ngày làm việc"
    async fn due(world, count: Number) {
        let today = world.government()?.clock().today();
        let days = i32::try_from(count.0).map_err(|error| Ended::error(error.to_string()))?;
        let expected = calendar::add_working_days(today, days);
        let shown = world.shown_application()?;
        let due = dates::read_moment(&shown.due).map(|moment| moment.date());
        if due == Some(expected) { Ok(()) } else { Err(failed(expected.to_string(), shown.due)) }
    }

    /// The licence is the same, on a new card issued today.
    Then "the applicant's licence has a new card, issued today" | "giấy phép của người nộp có thẻ mới, cấp hôm nay"
    async fn renewed(world) {
        let old = world.handed()?.citizen.licence.ok_or_else(|| Ended::error("the applicant has no licence"))?;
        let today = dates::day(world.government()?.clock().today());
        let held = world.present_licence().await?;
        if held.number == old.number && held.card != old.card && held.issued == today && held.class == old.class {
            return Ok(());
        }
        Err(failed(format!("{} on another card than {}, issued {today}", old.number, old.card), format!("{held:?}")))
    }

    /// The licence still has the card it had.
    Then "the applicant's licence has its old card" | "giấy phép của người nộp vẫn là thẻ cũ"
    async fn unchanged(world) {
        let old = world.handed()?.citizen.licence.ok_or_else(|| Ended::error("the applicant has no licence"))?;
        let held = world.present_licence().await?;
        if held.card == old.card { Ok(()) } else { Err(failed(old.card, held.card)) }
    }

    /// The card shown now is the one that was issued first.
    Then "it is still the same new card" | "vẫn là cùng thẻ mới đó"
    async fn same_card(world) {
        let issued = world.memory()?.licences.issued.clone();
        let issued = issued.ok_or_else(|| Ended::error("no card was issued"))?;
        let held = world.present_licence().await?;
        if held == issued { Ok(()) } else { Err(failed(format!("{issued:?}"), format!("{held:?}"))) }
    }

    /// The fee that the latest application was told, in đồng.
    Then "the fee is {dong} đồng" | "lệ phí là {dong} đồng"
    async fn fee(world, dong: Number) {
        let found = world.memory()?.licences.fee.clone().unwrap_or_default();
        if found == dong.0.to_string() { Ok(()) } else { Err(failed(dong.0.to_string(), found)) }
    }

    /// The older feed's code.
    Then "the older feed answers {code}" | "cổng dữ liệu cũ trả mã {code}"
    async fn older(world, code: Quoted) {
        let (answer, shown) = world.licence_answer()?;
        if answer.code == code.0 { Ok(()) } else { Err(failed(code.0, shown)) }
    }
}
