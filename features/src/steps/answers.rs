//! What the axis answered to the latest call.

use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted};
use crate::step::steps;

steps! {
    /// The latest call was accepted: HTTP 2xx, status OK, error code 0; a send has a DocId.
    Then "the axis accepts it" | "trục chấp nhận"
    async fn accepted(world) {
        let said = world.said()?;
        let sends = world.answer()?.operation.eq_ignore_ascii_case("sendEdoc");
        if !said.accepted {
            return Err(Ended::fail("the axis accepts the call", said.received()));
        }
        if sends && said.doc_id.is_none() {
            return Err(Ended::fail("the answer to a send has a DocId", "it has none"));
        }
        Ok(())
    }

    /// The latest call was refused, in whatever words.
    Then "the axis refuses it" | "trục từ chối"
    async fn refused(world) {
        let answer = world.answer()?;
        if answer.status / 100 == 2 && answer.json().is_err() {
            return Err(Ended::fail("the axis refuses the call", format!("it gave {} bytes that are no refusal", answer.body.len())));
        }
        let said = world.said()?;
        if said.accepted { Err(Ended::fail("the axis refuses the call", said.received())) } else { Ok(()) }
    }

    /// The latest call was refused, and the description names what is wrong, as words of their own (case does not matter).
    Then "the axis refuses it and names {what}" | "trục từ chối và nêu rõ {what}"
    async fn refused_naming(world, what: Quoted) {
        let said = world.said()?;
        if !said.accepted && names(&said.words, &what.0) {
            return Ok(());
        }
        Err(Ended::fail(format!("the axis refuses the call with a description that names “{}”", what.0), said.received()))
    }

    /// The latest call was refused, and the description names an agency by its code.
    Then "the axis refuses it and names the code of {agency}" | "trục từ chối và nêu rõ mã của {agency}"
    async fn refused_naming_code(world, agency: Agency) {
        let said = world.said()?;
        let code = world.system(&agency)?.identity().code.clone();
        if !said.accepted && said.words.contains(&code) {
            return Ok(());
        }
        Err(Ended::fail(format!("the axis refuses the call with a description that names {code}"), said.received()))
    }

    /// The latest call was refused, and the description names two agencies by their codes.
    Then "the axis refuses it and names the codes of {first} and {second}" | "trục từ chối và nêu rõ mã của {first} và {second}"
    async fn refused_naming_both(world, first: Agency, second: Agency) {
        let said = world.said()?;
        let codes = [world.system(&first)?.identity().code.clone(), world.system(&second)?.identity().code.clone()];
        if !said.accepted && codes.iter().all(|code| said.words.contains(code.as_str())) {
            return Ok(());
        }
        Err(Ended::fail(format!("the axis refuses the call with a description that names {}", codes.join(" and ")), said.received()))
    }

    /// The latest call was refused with this error code.
    Then "the axis refuses it with the error code {code}" | "trục từ chối với mã lỗi {code}"
    async fn refused_with_code(world, code: Quoted) {
        let said = world.said()?;
        if !said.accepted && said.code.as_deref() == Some(code.0.as_str()) {
            return Ok(());
        }
        Err(Ended::fail(format!("the axis refuses the call with the error code {}", code.0), said.received()))
    }

    /// The refusal is an envelope: status FAIL, an error code other than 0, and a description.
    Then "the refusal says FAIL with a code and a description" | "câu từ chối ghi FAIL kèm mã và mô tả"
    async fn refusal_is_whole(world) {
        let said = world.said()?;
        let fails = world.answer()?.json()?.get("status").and_then(|status| status.as_str().map(str::to_owned));
        let coded = said.code.as_deref().is_some_and(|code| code != "0" && !code.is_empty());
        if fails.as_deref() == Some("FAIL") && coded && !said.words.trim().is_empty() {
            return Ok(());
        }
        Err(Ended::fail("an envelope with status FAIL, an ErrorCode other than 0 and an ErrorDesc", said.received()))
    }

    /// The acceptance of a send is an envelope: status OK, error code 0, and a DocId.
    Then "the acceptance says OK with the code 0 and a DocId" | "câu chấp nhận ghi OK kèm mã 0 và DocId"
    async fn acceptance_is_whole(world) {
        let said = world.said()?;
        let status = world.answer()?.json()?.get("status").and_then(|status| status.as_str().map(str::to_owned)).unwrap_or_default();
        if said.accepted && status == "OK" && said.code.as_deref() == Some("0") && said.doc_id.is_some() {
            return Ok(());
        }
        let received = format!("status “{status}”, ErrorCode “{}”, DocId “{}”", said.code.unwrap_or_default(), said.doc_id.unwrap_or_default());
        Err(Ended::fail("an envelope with status OK, ErrorCode 0 and a DocId", received))
    }

    /// The latest answer contains this text nowhere.
    Then "the answer does not contain {text}" | "câu trả lời không chứa {text}"
    async fn does_not_contain(world, text: Quoted) {
        let answer = world.answer()?;
        if String::from_utf8_lossy(&answer.body).contains(&text.0) {
            return Err(Ended::fail(format!("an answer without “{}”", text.0), "it is in the answer"));
        }
        Ok(())
    }

    /// The refusal's description keeps to the 26 letters without diacritics, as the operator writes them.
    Then "the refusal is written without diacritics" | "câu từ chối viết không dấu"
    async fn unaccented(world) {
        let said = world.said()?;
        if said.words.is_ascii() && !said.words.is_empty() {
            return Ok(());
        }
        Err(Ended::fail("a description in Vietnamese without diacritics", format!("“{}”", said.words)))
    }

    /// The HTTP status of the latest answer.
    Then "the answer has the HTTP status {status}" | "câu trả lời có mã HTTP {status}"
    async fn http_status(world, status: Number) {
        let found = world.answer()?.status;
        if usize::from(found) == status.0 {
            return Ok(());
        }
        Err(Ended::fail(format!("HTTP status {}", status.0), format!("HTTP status {found}")))
    }

    /// The acceptance reports something it tolerated; the axis need not say it in these words.
    Then "the axis accepts it and warns" | "trục chấp nhận và cảnh báo"
    async fn warned(world) {
        let said = world.said()?;
        if said.accepted && !said.warnings.is_empty() {
            return Ok(());
        }
        Err(Ended::fail("the axis accepts the call and reports what is out of order", said.received()))
    }

    /// Both times the axis gave the sender the same transport id.
    Then "the axis answers with the same DocId both times" | "cả hai lần trục trả về cùng một DocId"
    async fn same_id(world) {
        let ids = &world.memory()?.paper(&crate::params::DocumentName::Latest)?.doc_ids;
        match ids.as_slice() {
            [first, .., last] if first == last => Ok(()),
            _ => Err(Ended::fail("two answers with the same DocId", format!("the answers' DocIds are {ids:?}"))),
        }
    }

    /// The two latest documents have different transport ids.
    Then "the axis gives it another DocId" | "trục cấp một DocId khác"
    async fn other_id(world) {
        let ids: Vec<_> = world.memory()?.papers.iter().rev().take(2).map(|paper| paper.doc_ids.last().cloned()).collect();
        match ids.as_slice() {
            [Some(last), Some(before)] if last != before => Ok(()),
            _ => Err(Ended::fail("another DocId for other content", format!("the DocIds are {ids:?}"))),
        }
    }

    /// The latest answer contains no secret that a system of the scenario signs with.
    Then "the answer contains no secret" | "câu trả lời không chứa khóa bí mật"
    async fn no_secret(world) {
        let memory = world.memory()?;
        let secrets: Vec<String> = memory.systems.values().map(|system| system.client().connection().credentials.secret.clone()).collect();
        let answer = world.answer()?;
        let body = String::from_utf8_lossy(&answer.body);
        if secrets.iter().any(|secret| body.contains(secret.as_str())) {
            return Err(Ended::fail("an answer without secrets", "the answer contains the secret of a system"));
        }
        Ok(())
    }
}

/// Whether a text names something: not as a part of another word, as “to” is of “khong ton tai”.
fn names(text: &str, what: &str) -> bool {
    let (text, what) = (text.to_lowercase(), what.to_lowercase());
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&what).any(|(at, found)| {
        apart(text[..at].chars().next_back()) && apart(text[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_part_of_a_word_names_nothing() {
        assert!(names("Tieu de `To` bi lap", "to") && names("can trong vong 7 ngay", "7 ngay"));
        assert!(!names("Don vi nhan khong ton tai", "to") && !names("17 ngay", "7 ngay"));
        assert!(names("000.99.99.Z99; khong don vi nao", "000.99.99.z99"));
    }
}
