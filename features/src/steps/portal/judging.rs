//! What the portal answered.

use protocols::portal::{CodeShape, Reply};
use serde_json::Value;

use super::syncing::{status_of, trouble};
use super::values::{self, Fields};
use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted, Rows};
use crate::step::{Row, steps};
use crate::world::World;

impl World {
    /// The latest answer as a reply of the portal.
    fn portal_reply(&mut self) -> Result<(Reply, CodeShape), Ended> {
        let answer = self.memory()?.portal.latest()?.clone();
        let read = Reply::read(&answer.body);
        read.map_err(|error| {
            let status = answer.status;
            Ended::fail("a reply of the portal", format!("HTTP {status}: {error}")).by("portal")
        })
    }

    fn portal_shows(&mut self, within: &str, rows: &[Row]) -> Result<(), Ended> {
        let now = self.now()?;
        let memory = &self.memory()?.portal;
        let said = memory.said()?;
        for row in rows {
            let (field, expected) = (
                row.get("field").map_or("", String::as_str),
                row.get("value").map_or("", String::as_str),
            );
            let path = values::resolved(field, memory, now)?;
            let found = values::find(values::find(&said, within), &path);
            if let Some(found) = values::differs(found, expected, memory, now)? {
                let expected = values::resolved(expected, memory, now)?;
                return Err(failed(
                    format!("{path}: {expected}"),
                    format!("{path}: {found:?}"),
                ));
            }
        }
        Ok(())
    }

    /// What a page of numbers says.
    async fn opened(&mut self, path: &str) -> Result<Value, Ended> {
        let url = self.memory()?.portal.url.clone();
        let answered = simulators::portal_client::person_page(&url, path, None, None)
            .await
            .map_err(trouble)?;
        self.memory()?.portal.answer = Some(answered);
        self.memory()?.portal.said()
    }
}

fn failed(expected: impl Into<String>, received: impl Into<String>) -> Ended {
    Ended::fail(expected, received).by("portal")
}

fn told(reply: &Reply) -> String {
    format!("code {}, {:?}", reply.code, reply.message)
}

fn rows(reply: &Reply) -> usize {
    match &reply.result {
        Some(Value::Array(rows)) => rows.len(),
        Some(Value::Object(row)) if !row.is_empty() => 1,
        _ => 0,
    }
}

steps! {
    /// The latest answer says success.
    Then "the portal accepts it" | "Cổng chấp nhận"
    async fn accepts(world) {
        let (reply, _) = world.portal_reply()?;
        if reply.is_done() { Ok(()) } else { Err(failed("success", told(&reply))) }
    }

    /// The latest answer is a refusal, with a message.
    Then "the portal refuses it" | "Cổng từ chối"
    async fn refuses(world) {
        let status = world.memory()?.portal.latest()?.status;
        let (reply, _) = world.portal_reply()?;
        match reply.is_done() || reply.message.trim().is_empty() || status >= 500 {
            false => Ok(()),
            true => Err(failed("a refusal with a message", format!("HTTP {status}, {}", told(&reply)))),
        }
    }

    /// The refusal says what is wrong: the text occurs in it.
    Then "the portal refuses it and names {text}" | "Cổng từ chối và nêu {text}"
    async fn refuses_naming(world, text: Quoted) {
        let now = world.now()?;
        let text = values::resolved(&text.0, &world.memory()?.portal, now)?;
        let (reply, _) = world.portal_reply()?;
        let whole = format!("{} {}", reply.message, reply.result.clone().unwrap_or_default());
        match !reply.is_done() && whole.to_lowercase().contains(&text.to_lowercase()) {
            true => Ok(()),
            false => Err(failed(format!("a refusal that names {text}"), told(&reply))),
        }
    }

    /// The refusal says that the dossier exists: code 3 or -3 and the words for it.
    Then "the portal says that it exists already" | "Cổng báo hồ sơ đã tồn tại"
    async fn exists(world) {
        let (reply, _) = world.portal_reply()?;
        match matches!(reply.code, 3 | -3) && reply.message.to_lowercase().contains("đã tồn tại") {
            true => Ok(()),
            false => Err(failed("code 3 or -3 and “đã tồn tại”", told(&reply))),
        }
    }

    /// The answer's message mentions a text: what was tolerated is told.
    Then "the portal's message mentions {text}" | "thông báo của Cổng nhắc đến {text}"
    async fn mentions(world, text: Quoted) {
        let (reply, _) = world.portal_reply()?;
        match reply.message.contains(&text.0) {
            true => Ok(()),
            false => Err(failed(format!("a message with {}", text.0), told(&reply))),
        }
    }

    /// The latest answer is an object of a code in one of its three shapes and a message; nothing of it is a page of the web server.
    Then "the portal's answer has the shape of its replies" | "câu trả lời của Cổng đúng dạng quy định"
    async fn shaped(world) {
        let said = world.memory()?.portal.said()?;
        let keys = said["message"].is_string() && said.get("error_code").is_some();
        let (reply, _) = world.portal_reply()?;
        match keys { true => Ok(()), false => Err(failed("error_code and message", told(&reply))) }
    }

    /// The result has so many rows.
    Then "the result has {count} rows" | "kết quả có {count} dòng"
    async fn has_rows(world, count: Number) {
        let (reply, _) = world.portal_reply()?;
        match reply.is_done() && rows(&reply) == count.0 {
            true => Ok(()),
            false => Err(failed(format!("success with {} rows", count.0), format!("{} rows, {}", rows(&reply), told(&reply)))),
        }
    }

    /// The result has at least so many rows.
    Then "the result has at least {count} rows" | "kết quả có ít nhất {count} dòng"
    async fn at_least(world, count: Number) {
        let (reply, _) = world.portal_reply()?;
        match reply.is_done() && rows(&reply) >= count.0 {
            true => Ok(()),
            false => Err(failed(format!("at least {} rows", count.0), format!("{} rows, {}", rows(&reply), told(&reply)))),
        }
    }

    /// Every row of the result has a value under each of these keys, and none stands there twice under the first.
    Then "each row has {keys}" | "mỗi dòng có {keys}"
    async fn each_row(world, keys: Quoted) {
        let (reply, _) = world.portal_reply()?;
        let rows = reply.result.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
        let keys: Vec<&str> = keys.0.split(", ").collect();
        let lacks = |row: &Value| keys.iter().find(|key| row[**key].as_str().is_none_or(str::is_empty)).copied();
        if let Some(key) = rows.iter().find_map(lacks) {
            return Err(failed(format!("{key} in every row"), "a row without it"));
        }
        let mut firsts: Vec<&str> = rows.iter().filter_map(|row| row[keys[0]].as_str()).collect();
        let all = firsts.len();
        firsts.sort_unstable();
        firsts.dedup();
        match all > 0 && firsts.len() == all {
            true => Ok(()),
            false => Err(failed(format!("each {} once", keys[0]), format!("{all} rows with {} of them", firsts.len()))),
        }
    }

    /// The result shows these values; the first row is 0.
    Then "the result shows" | "kết quả cho thấy"
    async fn result_shows(world, fields: Rows<Fields>) {
        world.portal_shows("result", &fields.rows)
    }

    /// The page, or the whole answer, shows these values.
    Then "the page shows" | "trang cho thấy"
    async fn page_shows(world, fields: Rows<Fields>) {
        let answer = world.memory()?.portal.latest()?.clone();
        if answer.status >= 300 {
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            return Err(failed("a page", format!("HTTP {}: {text}", answer.status)));
        }
        world.portal_shows("", &fields.rows)
    }

    /// The page is an object of exactly these keys: nothing else is shown.
    Then "the page shows nothing but {keys}" | "trang chỉ cho thấy {keys}"
    async fn nothing_but(world, keys: Quoted) {
        let said = world.memory()?.portal.said()?;
        let mut found: Vec<&str> = said.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default();
        let mut expected: Vec<&str> = keys.0.split(", ").collect();
        found.sort_unstable();
        expected.sort_unstable();
        match found == expected {
            true => Ok(()),
            false => Err(failed(format!("nothing but {}", expected.join(", ")), found.join(", "))),
        }
    }

    /// A text occurs nowhere in the answer.
    Then "the page does not mention {text}" | "trang không nhắc đến {text}"
    async fn does_not_mention(world, text: Quoted) {
        let now = world.now()?;
        let memory = &world.memory()?.portal;
        let text = values::resolved(&text.0, memory, now)?;
        let body = String::from_utf8_lossy(&memory.latest()?.body).into_owned();
        match body.contains(&text) {
            false => Ok(()),
            true => Err(failed("a page without it", format!("the page holds {text}"))),
        }
    }

    /// The page answers with this HTTP status.
    Then "the page answers with HTTP {status}" | "trang trả lời HTTP {status}"
    async fn page_status(world, status: Number) {
        let answer = world.memory()?.portal.latest()?.clone();
        if usize::from(answer.status) == status.0 {
            return Ok(());
        }
        let text: String = String::from_utf8_lossy(&answer.body).chars().take(200).collect();
        Err(failed(format!("HTTP {}", status.0), format!("HTTP {}: {text}", answer.status)))
    }

    /// The portal knows a dossier as its agency last sent it, or does not know it.
    Then "the portal knows dossier {letter} of {agency} in status {status}" | "Cổng biết hồ sơ {letter} của {agency} ở trạng thái {status}"
    async fn knows(world, letter: Quoted, agency: Agency, status: Number) {
        let code = world.memory()?.portal.code(&letter.0)?;
        let mut fields = serde_json::Map::new();
        fields.insert("mahoso".into(), Value::String(code.clone()));
        world.portal_call(&agency, "TraCuuHoSo", fields).await?;
        let (reply, _) = world.portal_reply()?;
        let found = reply.result.as_ref().map(|result| result[0]["TRANGTHAIHOSO"].clone()).unwrap_or_default();
        match found.as_str() == Some(status.0.to_string().as_str()) {
            true => Ok(()),
            false => Err(failed(format!("{code} in status {}", status.0), format!("{found}, {}", told(&reply)))),
        }
    }

    /// The portal does not know a dossier.
    Then "the portal does not know dossier {letter} of {agency}" | "Cổng không biết hồ sơ {letter} của {agency}"
    async fn knows_not(world, letter: Quoted, agency: Agency) {
        let code = world.memory()?.portal.code(&letter.0)?;
        let mut fields = serde_json::Map::new();
        fields.insert("mahoso".into(), Value::String(code.clone()));
        world.portal_call(&agency, "TraCuuHoSo", fields).await?;
        let (reply, _) = world.portal_reply()?;
        match reply.is_done() && rows(&reply) == 0 {
            true => Ok(()),
            false => Err(failed(format!("success without a row for {code}"), told(&reply))),
        }
    }

    /// The owner sees on the portal the status that the agency last sent.
    Then "citizen {name} sees the status of dossier {letter} that its agency sent" | "công dân {name} thấy trạng thái hồ sơ {letter} đúng như cơ quan đã gửi"
    async fn equal_status(world, name: Quoted, letter: Quoted) {
        let memory = &world.memory()?.portal;
        let (code, expected) = (memory.code(&letter.0)?, status_of(memory, &letter.0));
        let (url, token) = (memory.url.clone(), memory.person(&name.0)?.1.clone());
        let page = simulators::portal_client::person_page(&url, &format!("/portal/dossiers/{code}"), Some(&token), None).await;
        world.portal_answered(page)?;
        let said = world.memory()?.portal.said()?;
        let shown = said["status"].to_string();
        match shown == expected {
            true => Ok(()),
            false => Err(failed(format!("status {expected}"), format!("status {shown}"))),
        }
    }

    /// The portal's statistics of this year show such a number of an agency: dossiers, updates, steps, submitted.
    Then "the portal counts {count} {what} of {agency}" | "Cổng đếm được {count} {what} của {agency}"
    async fn counts(world, count: Number, what: Quoted, agency: Agency) {
        let said = world.opened("/portal/statistics").await?;
        let found = said["agencies"][agency.0.code][what.0.as_str()].as_u64().unwrap_or_default();
        match found == count.0 as u64 {
            true => Ok(()),
            false => Err(failed(format!("{} {}", count.0, what.0), format!("{found}"))),
        }
    }

    /// The numbers kept as things happened equal the same counted again.
    Then "the portal's numbers agree with the recount" | "số liệu của Cổng khớp với số đếm lại"
    async fn agrees(world) {
        let said = world.opened("/portal/statistics").await?;
        match said["agree"] == Value::Bool(true) && said["agencies"] == said["recount"] {
            true => Ok(()),
            false => Err(failed(format!("{}", said["recount"]), format!("{}", said["agencies"]))),
        }
    }

    /// An indicator of Decision 766 of an agency, this year; “none” when there is nothing to divide by.
    Then "indicator {id} of {agency} is {value}" | "chỉ số {id} của {agency} là {value}"
    async fn indicator(world, id: Quoted, agency: Agency, value: Quoted) {
        let said = world.opened(&format!("/portal/indicators?agency={}", agency.0.code)).await?;
        let all = said["indicators"].as_array().cloned().unwrap_or_default();
        let Some(one) = all.iter().find(|one| one["id"] == id.0.as_str()) else {
            return Err(failed(format!("indicator {}", id.0), format!("{} others", all.len())));
        };
        let expected: Option<f64> = value.0.parse().ok();
        match one["value"].as_f64() == expected {
            true => Ok(()),
            false => Err(failed(format!("{} = {}", id.0, value.0), format!("{one}"))),
        }
    }
}
