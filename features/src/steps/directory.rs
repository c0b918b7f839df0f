//! The directory of agencies.

use protocols::identifiers;
use simulators::Call;
use simulators::client::NewAgency;

use crate::ended::Ended;
use crate::params::{Agency, CodeForm, Number, Quoted};
use crate::step::steps;

steps! {
    /// Registers a unit beneath the agency through the API.
    When "{agency} registers the unit {code} named {name} with the mail {mail}" | "{agency} đăng ký đơn vị {code} tên {name} với thư điện tử {mail}"
    async fn registers(world, agency: Agency, code: Quoted, name: Quoted, mail: Quoted) {
        let system = world.system(&agency)?;
        let parent = system.identity().code.clone();
        let unit = NewAgency { code: code.0, parent, name: name.0, mail: mail.0, mobile: String::new(), fax: String::new() };
        let body = serde_json::json!({"id": unit.code, "pcode": unit.parent, "code": unit.code, "name": unit.name, "mail": unit.mail, "mobile": unit.mobile, "fax": unit.fax});
        world.call(&system, &Call::new("registerAgency").body(body.to_string())).await.map(drop)
    }

    /// Registers with a body that is no JSON.
    When "{agency} registers a unit with a body that is no JSON" | "{agency} đăng ký đơn vị với nội dung không phải JSON"
    async fn registers_garbage(world, agency: Agency) {
        let system = world.system(&agency)?;
        world.call(&system, &Call::new("registerAgency").body("{\"code\": H41, ")).await.map(drop)
    }

    /// Takes a unit out of the directory through the API.
    When "{agency} deletes the unit {code}" | "{agency} xóa đơn vị {code}"
    async fn deletes(world, agency: Agency, code: Quoted) {
        let system = world.system(&agency)?;
        world.call(&system, &Call::new("deleteAgency").with("AgencyCode", code.0).body("{}")).await.map(drop)
    }

    /// The directory that the agency is given lists this code.
    Then "the directory of {agency} lists {code}" | "danh bạ của {agency} có {code}"
    async fn lists(world, agency: Agency, code: Quoted) {
        let system = world.system(&agency)?;
        let entries = system.client().agencies().await?;
        if entries.iter().any(|entry| entry.code == code.0) { Ok(()) } else { Err(Ended::fail(format!("an entry with the code {}", code.0), format!("none among {}", entries.len()))) }
    }

    /// Every code stands once in the directory, which is not empty.
    Then "each code stands once in the directory of {agency}" | "mỗi mã chỉ có một lần trong danh bạ của {agency}"
    async fn once_each(world, agency: Agency) {
        let system = world.system(&agency)?;
        let mut codes: Vec<String> = system.client().agencies().await?.into_iter().map(|entry| entry.code).collect();
        let all = codes.len();
        codes.sort();
        codes.dedup();
        if all > 0 && codes.len() == all { Ok(()) } else { Err(Ended::fail("each code once", format!("{all} entries with {} codes", codes.len()))) }
    }

    /// The directory has at least so many entries.
    Then "the directory of {agency} has at least {count} entries" | "danh bạ của {agency} có ít nhất {count} mục"
    async fn at_least(world, agency: Agency, count: Number) {
        let system = world.system(&agency)?;
        let answer = system.client().call(&Call::new("getAgenciesList")).await?;
        // A hundred thousand entries are counted, not kept.
        let listed: Listed = serde_json::from_slice(&answer.body).map_err(|error| Ended::fail("a directory in JSON", error.to_string()))?;
        let entries = listed.data.len();
        if entries >= count.0 { Ok(()) } else { Err(Ended::fail(format!("at least {} entries", count.0), format!("{entries}"))) }
    }

    /// The directory call itself, in the codes of QĐ 20/2020, to judge its answer.
    When "{agency} asks for the directory of QĐ 20/2020 at level {level}" | "{agency} hỏi danh bạ theo QĐ 20/2020 cấp {level}"
    async fn asks_qd20(world, agency: Agency, level: Number) {
        let system = world.system(&agency)?;
        let call = Call::new("getAgenciesListQD20").with("level", level.0.to_string()).body("{}");
        world.call(&system, &call).await.map(drop)
    }

    /// Every entry of the latest directory answer is of this level, read from its code.
    Then "each entry is of level {level}" | "mỗi mục thuộc cấp {level}"
    async fn of_level(world, level: Number) {
        let answer = world.answer()?.json()?;
        let rows = answer["data"].as_array().cloned().unwrap_or_default();
        let wrong = rows.iter().find(|row| {
            let code = row["code"].as_str().unwrap_or_default();
            identifiers::level(code).is_some_and(|found| usize::from(found) != level.0)
        });
        match wrong {
            None if !rows.is_empty() => Ok(()),
            None => Err(Ended::fail("at least one entry", "an empty directory")),
            Some(row) => Err(Ended::fail(format!("only entries of level {}", level.0), format!("{row}"))),
        }
    }

    /// The entry of an agency gives its code of QĐ 20/2020 as code, and beside it that of 13 characters.
    Then "the answer gives both codes of {agency}" | "câu trả lời nêu cả hai mã của {agency}"
    async fn both_codes(world, agency: Agency) {
        let known = world.system(&agency)?.identity().clone();
        let (old, new) = (CodeForm::Old.of(&known)?.code, CodeForm::New.of(&known)?.code);
        let answer = world.answer()?.json()?;
        let rows = answer["data"].as_array().cloned().unwrap_or_default();
        let of_agency = |row: &&serde_json::Value| [&row["code"], &row["code102"]].into_iter().any(|code| code.as_str().is_some_and(|code| known.answers_to(code)));
        match rows.iter().find(of_agency) {
            Some(row) if row["code"] == new.as_str() && row["code102"] == old.as_str() => Ok(()),
            Some(row) => Err(Ended::fail(format!("code {new} and code102 {old}"), format!("code {} and code102 {}", row["code"], row["code102"]))),
            None => Err(Ended::fail(format!("an entry with the code {new}"), format!("none among {}", rows.len()))),
        }
    }

    /// One of the unit lists, to judge its answer.
    When "{agency} asks for the units by {operation}" | "{agency} hỏi danh sách đơn vị bằng {operation}"
    async fn asks_units(world, agency: Agency, operation: crate::params::Operation) {
        let system = world.system(&agency)?;
        world.call(&system, &Call::new(operation.0.name).body("{}")).await.map(drop)
    }
}

/// A list of which only the length matters.
#[derive(serde::Deserialize)]
struct Listed {
    data: Vec<serde::de::IgnoredAny>,
}
