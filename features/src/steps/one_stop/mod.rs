//! One-stop systems, driven by their clerk's face (`POST /clerk/<action>`), ours and real ones alike.

mod path;
pub mod syncing;

use harness::government::ONE_STOP;
use nation::Nation;
use protocols::dossier::Level;
use serde_json::{Value, json};
use simulators::one_stop::{Desk, OneStop, PortalAccount, Procedure, ScriptedPortal, Settings};

use crate::ended::Ended;
use crate::params::{Number, Quoted};
use crate::plain_http::{Said, Say};
use crate::step::steps;
use crate::world::World;

/// What a scenario remembers of the one-stop system.
#[derive(Default)]
pub struct OneStopMemory {
    /// Its address.
    url: String,
    /// The system, when it is ours.
    ours: Option<OneStop>,
    /// The dossier spoken of.
    code: String,
    /// The portal that follows a script, when there is one.
    portal: Option<ScriptedPortal>,
    /// Every code so far.
    codes: Vec<String>,
}

/// The procedures the scenarios speak of: an online one with a fee, one with an immediate result, one that is not online.
fn procedures() -> Vec<Procedure> {
    let immediate = Procedure {
        immediate: true,
        ..Procedure::plain("2.000815", "Chứng thực bản sao", "G15-TP01", 1, 0)
    };
    let level = Level::of(2).unwrap_or(immediate.level);
    let offline = Procedure {
        level,
        ..Procedure::plain("1.001193", "Đăng ký khai sinh", "G15-TP02", 10, 0)
    };
    vec![
        Procedure::plain("1.002820", "Đổi giấy phép lái xe", "G04-GT01", 5, 135_000),
        immediate,
        offline,
    ]
}

/// An applicant with e-mail and telephone, from the synthetic nation.
fn applicant() -> Value {
    let nation = Nation::new(0);
    let citizens = (0..100).map(|index| nation.citizen(index));
    let reachable = citizens.into_iter().find(|citizen| citizen.email.is_some());
    reachable.map_or(Value::Null, |one| {
        json!({"name": one.name, "id": one.id, "phone": one.phone, "email": one.email, "tech_id": one.tech_id})
    })
}

impl World {
    /// Opens the system under test, with an account at a portal or without.
    async fn open_one_stop(&mut self, portal: Option<PortalAccount>) -> Result<(), Ended> {
        let government = self.government()?;
        let habits = government.one_stop_habits();
        let clock = government.clock().clone();
        let mut made = None;
        let answers = |url: &str| {
            let settings = Settings {
                public_url: url.to_owned(),
                ..Settings::of(ONE_STOP.0, ONE_STOP.1)
            };
            let desk = Desk::new(settings, habits, procedures());
            let system = OneStop::new(desk, clock, portal);
            made = Some(system.clone());
            system.router()
        };
        let url = government.front("one-stop", answers).await?;
        let memory = &mut self.memory()?.one_stop;
        memory.url = url;
        memory.ours = made;
        Ok(())
    }

    async fn clerk(&mut self, action: &str, given: &str) -> Result<Said, Ended> {
        let memory = &self.memory()?.one_stop;
        let mut body = path::fields(given);
        if matches!(action, "receive" | "submit") {
            let mut person = applicant();
            if let Some(own) = body["applicant"].as_object() {
                own.iter()
                    .for_each(|(key, value)| person[key] = value.clone());
            }
            body["applicant"] = person;
            if body["procedure"].is_null() {
                body["procedure"] = json!("1.002820");
            }
        } else if action != "tick" {
            body["dossier"] = json!(memory.code);
        }
        if matches!(action, "supplement" | "withdraw") && body["by"].is_null() {
            body["by"] = applicant()["id"].clone();
        }
        // A missing part of a list or object is left out, not written as null.
        if let Some(map) = body.as_object_mut() {
            map.retain(|_, value| !value.is_null());
        }
        Say::json(format!("{}/clerk/{action}", memory.url), &body)
            .by("clerk")
            .send()
            .await
    }

    async fn shown(&mut self, page: &str) -> Result<Value, Ended> {
        let url = format!("{}/{page}", self.memory()?.one_stop.url);
        let said = Say::get(url).by("clerk").send().await?;
        if said.status != 200 {
            return Err(failed(
                format!("the page {page}"),
                format!("HTTP {}", said.status),
            ));
        }
        Ok(said.json())
    }

    async fn dossier(&mut self) -> Result<Value, Ended> {
        let code = self.memory()?.one_stop.code.clone();
        self.shown(&format!("clerk/dossiers/{code}")).await
    }
}

fn failed(expected: impl Into<String>, received: impl Into<String>) -> Ended {
    Ended::fail(expected, received).by("one-stop")
}

/// What is at a path, as one text.
fn text_at(value: &Value, at: &str) -> String {
    let found = path::at(value, at);
    found.iter().map(path::shown).collect::<Vec<_>>().join("; ")
}

steps! {
    /// The one-stop system of Quảng Ninh: five working days and 135,000 đồng for 1.002820 (online), an immediate result for 2.000815,
    /// ten working days for 1.001193 (not online).
    Given "the one-stop system is open" | "hệ thống một cửa đang hoạt động"
    async fn open(world) {
        world.open_one_stop(None).await
    }

    /// The clerk does something, about the latest dossier when it is not a new one. Fields: `reason=…; items=a|b; applicant.name=…`.
    When "the clerk does {action} with {fields}" | "cán bộ thực hiện {action} với {fields}"
    async fn does(world, action: Quoted, fields: Quoted) {
        let said = world.clerk(&action.0, &fields.0).await?;
        if said.status != 200 {
            return Err(failed(format!("{} done", action.0), format!("HTTP {}: {}", said.status, said.text())));
        }
        if matches!(action.0.as_str(), "receive" | "submit") {
            let code = path::shown(&said.json()["code"]);
            let memory = &mut world.memory()?.one_stop;
            memory.codes.push(code.clone());
            memory.code = code;
        }
        Ok(())
    }

    /// The system refuses an action with an answer from 400 to 499, and the dossier stays as it was.
    Then "the one-stop refuses {action} with {fields}" | "hệ thống một cửa từ chối {action} với {fields}"
    async fn refuses(world, action: Quoted, fields: Quoted) {
        let kept = !world.memory()?.one_stop.code.is_empty();
        let before = if kept { world.dossier().await? } else { Value::Null };
        let said = world.clerk(&action.0, &fields.0).await?;
        if !(400..500).contains(&said.status) {
            return Err(failed(format!("{} refused with HTTP 400 to 499", action.0), format!("HTTP {}", said.status)));
        }
        let after = if kept { world.dossier().await? } else { Value::Null };
        if before != after {
            return Err(failed("the dossier as it was", "a refused action changed it"));
        }
        Ok(())
    }

    /// A value of the dossier, by a path such as `slips[form=2]/lines/Lý do`. Several are joined by `; `.
    Then "the dossier's {place} is {value}" | "{place} của hồ sơ là {value}"
    async fn is(world, place: Quoted, value: Quoted) {
        let found = text_at(&world.dossier().await?, &place.0);
        if found == value.0 { Ok(()) } else { Err(failed(format!("{}: {}", place.0, value.0), found)) }
    }

    /// A text in a value of the dossier.
    Then "the dossier's {place} contains {value}" | "{place} của hồ sơ có {value}"
    async fn contains(world, place: Quoted, value: Quoted) {
        let found = text_at(&world.dossier().await?, &place.0);
        if found.contains(&value.0) { Ok(()) } else { Err(failed(format!("{} with {}", place.0, value.0), found)) }
    }

    /// A text that must not be in a value of the dossier.
    Then "the dossier's {place} does not contain {value}" | "{place} của hồ sơ không có {value}"
    async fn lacks(world, place: Quoted, value: Quoted) {
        let found = text_at(&world.dossier().await?, &place.0);
        if found.contains(&value.0) { Err(failed(format!("{} without {}", place.0, value.0), found)) } else { Ok(()) }
    }

    /// How many of something the dossier has.
    Then "the dossier has {number} of {place}" | "hồ sơ có {number} {place}"
    async fn counts(world, number: Number, place: Quoted) {
        let found = path::at(&world.dossier().await?, &place.0).len();
        if found == number.0 { Ok(()) } else { Err(failed(format!("{} of {}", number.0, place.0), found.to_string())) }
    }

    /// A page of the system, the clerk's (`clerk/show/book`) or the public one of the dossier (`public`), with a value at a path.
    Then "the page {page} shows {place} as {value}" | "trang {page} hiện {place} là {value}"
    async fn page(world, page: Quoted, place: Quoted, value: Quoted) {
        let shown = match page.0.as_str() {
            "public" => {
                let code = world.memory()?.one_stop.code.clone();
                world.shown(&format!("public/dossiers/{code}")).await?
            }
            page => world.shown(page).await?,
        };
        let found = text_at(&shown, &place.0);
        if found == value.0 { Ok(()) } else { Err(failed(format!("{}: {}", place.0, value.0), found)) }
    }

    /// The public page of the dossier shows its code, how far it is, and nothing else.
    Then "strangers see the code and how far it is, nothing else" | "người lạ chỉ thấy mã hồ sơ và mức độ hoàn thành"
    async fn strangers(world) {
        let code = world.memory()?.one_stop.code.clone();
        let shown = world.shown(&format!("public/dossiers/{code}")).await?;
        let keys: Vec<&str> = shown.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        if keys == ["code", "completion"] { Ok(()) } else { Err(failed("code and completion", keys.join(", "))) }
    }

    /// The code of the latest dossier has the form of the law: agency, day of reception, four digits.
    Then "the code is {agency}, {day} and {number}" | "mã hồ sơ gồm {agency}, {day} và {number}"
    async fn code_is(world, agency: Quoted, day: Quoted, number: Quoted) {
        let expected = format!("{}-{}-{}", agency.0, day.0, number.0);
        let found = world.memory()?.one_stop.code.clone();
        if found == expected { Ok(()) } else { Err(failed(expected, found)) }
    }

    /// All dossiers so far have codes of their own.
    Then "no two dossiers have one code" | "không có hai hồ sơ trùng mã"
    async fn unique(world) {
        let codes = world.memory()?.one_stop.codes.clone();
        let mut own = codes.clone();
        own.sort();
        own.dedup();
        if own.len() == codes.len() { Ok(()) } else { Err(failed("codes that differ", codes.join(", "))) }
    }

    /// Pretends that so many codes of the day are given; only our own system can.
    Given "{number} codes of the day are given" | "trong ngày đã cấp {number} mã"
    async fn given(world, number: Number) {
        let today = world.government()?.clock().today();
        let ours = world.memory()?.one_stop.ours.clone();
        let ours = ours.ok_or_else(|| Ended::not_applicable("only our own one-stop system can pretend"))?;
        ours.arrange(|desk| desk.skip_numbers(today, u32::try_from(number.0).unwrap_or(u32::MAX)));
        Ok(())
    }
}
