//! Sources and areas of requirements as each language names them.
//!
//! The catalogue writes `Art. 8.2`, `domain §3.1` and `AX-FAN-01`; a reader is shown what that means. What these
//! tables do not know is shown as it stands.

use record::Source;

use crate::lang::Lang;
use crate::texts::{self, Label};
use crate::visible;

/// `QĐ 28/2018/QĐ-TTg, Điều 8.2 (R-28)`.
pub(crate) fn citation(lang: Lang, source: &Source) -> String {
    let mut text = format!("{}, {}", document(lang, source), article(lang, source));
    if let Some(rule) = &source.rule {
        text.push_str(&format!(" ({rule})"));
    }
    visible::line(&text)
}

fn document(lang: Lang, source: &Source) -> &str {
    match source.document.as_str() {
        "Field observation" => lang.say(texts::FIELD_OBSERVATION),
        "Project decision" => lang.say(texts::PROJECT_DECISION),
        "LGSP facade" => lang.say(texts::LGSP_FACADE),
        other => other,
    }
}

fn article(lang: Lang, source: &Source) -> String {
    [
        ("Art.", texts::ARTICLE),
        ("Annex", texts::ANNEX),
        ("domain §", texts::FIELD_NOTES),
        ("services §", texts::FIELD_NOTES),
    ]
    .into_iter()
    .fold(source.article.clone(), |text, (word, label)| {
        text.replace(word, lang.say(label))
    })
}

/// The part of an id before its number: `AX-FAN` of `AX-FAN-01`.
pub(crate) fn area(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(area, _)| area)
}

const AREAS: &[(&str, Label)] = &[
    ("ACC", texts::AREA_ACC),
    ("ACK", texts::AREA_ACK),
    ("ATT", texts::AREA_ATT),
    ("AUTH", texts::AREA_AUTH),
    ("CLM", texts::AREA_CLM),
    ("CODE", texts::AREA_CODE),
    ("CALL", texts::AREA_CALL),
    ("DICT", texts::AREA_DICT),
    ("DIR", texts::AREA_DIR),
    ("DISC", texts::AREA_DISC),
    ("DUP", texts::AREA_DUP),
    ("ERR", texts::AREA_ERR),
    ("FAN", texts::AREA_FAN),
    ("FBK", texts::AREA_FBK),
    ("FIG", texts::AREA_FIG),
    ("GET", texts::AREA_GET),
    ("KEEP", texts::AREA_KEEP),
    ("IND", texts::AREA_IND),
    ("LIM", texts::AREA_LIM),
    ("LOG", texts::AREA_LOG),
    ("NOTE", texts::AREA_NOTE),
    ("NUM", texts::AREA_NUM),
    ("OUT", texts::AREA_OUT),
    ("OPER", texts::AREA_OPER),
    ("PKG", texts::AREA_PKG),
    ("PRIV", texts::AREA_PRIV),
    ("PROG", texts::AREA_PROG),
    ("PUSH", texts::AREA_PUSH),
    ("QA", texts::AREA_QA),
    ("RATE", texts::AREA_RATE),
    ("REC", texts::AREA_REC),
    ("REG", texts::AREA_REG),
    ("RET", texts::AREA_RET),
    ("SEC", texts::AREA_SEC),
    ("SND", texts::AREA_SND),
    ("SSO", texts::AREA_SSO),
    ("STA", texts::AREA_STA),
    ("TOK", texts::AREA_TOK),
    ("STAT", texts::AREA_STAT),
    ("STOR", texts::AREA_STOR),
    ("SYNC", texts::AREA_SYNC),
    ("TOL", texts::AREA_TOL),
    ("TRC", texts::AREA_TRC),
    ("CARD", texts::AREA_CARD),
    ("CNT", texts::AREA_CNT),
    ("DUE", texts::AREA_DUE),
    ("FEE", texts::AREA_FEE),
    ("FILE", texts::AREA_FILE),
    ("JRN", texts::AREA_JRN),
    ("LIST", texts::AREA_LIST),
    ("LOOK", texts::AREA_LOOK),
    ("MSG", texts::AREA_MSG),
    ("OLD", texts::AREA_OLD),
    ("PAGE", texts::AREA_PAGE),
    ("PRV", texts::AREA_PRV),
    ("SITE", texts::AREA_SITE),
    ("SUB", texts::AREA_SUB),
    ("BOOK", texts::AREA_BOOK),
    ("LATE", texts::AREA_LATE),
    ("PROC", texts::AREA_PROC),
    ("RECV", texts::AREA_RECV),
    ("RES", texts::AREA_RES),
    ("SLIP", texts::AREA_SLIP),
    ("SUP", texts::AREA_SUP),
    ("SYS", texts::AREA_SYS),
    ("TIME", texts::AREA_TIME),
    ("URG", texts::AREA_URG),
];

/// What an area is about, when its code is known.
pub(crate) fn area_name(lang: Lang, area: &str) -> Option<&'static str> {
    let code = area.rsplit('-').next()?;
    (AREAS.iter())
        .find(|(known, _)| *known == code)
        .map(|(_, label)| lang.say(*label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(document: &str, article: &str, rule: Option<&str>) -> Source {
        Source {
            document: document.into(),
            article: article.into(),
            rule: rule.map(str::to_owned),
        }
    }

    #[test]
    fn a_citation_speaks_the_language_of_the_reader() {
        let law = source("QĐ 28/2018/QĐ-TTg", "Art. 8.2", Some("R-28"));
        assert_eq!(
            citation(Lang::Vi, &law),
            "QĐ 28/2018/QĐ-TTg, Điều 8.2 (R-28)"
        );
        assert_eq!(
            citation(Lang::En, &law),
            "QĐ 28/2018/QĐ-TTg, Art. 8.2 (R-28)"
        );
        let seen = source("Field observation", "domain §1.7, §6.40", None);
        assert_eq!(
            citation(Lang::Vi, &seen),
            "Quan sát thực tế, ghi chép thực địa §1.7, §6.40"
        );
        assert_eq!(
            citation(Lang::En, &seen),
            "Field observation, field notes §1.7, §6.40"
        );
    }

    #[test]
    fn an_unknown_area_keeps_its_code() {
        assert_eq!(area("AX-FAN-01"), "AX-FAN");
        assert_eq!(
            area_name(Lang::En, "AX-FAN"),
            Some("One document, many receivers")
        );
        assert_eq!(area_name(Lang::En, "AX-NEW"), None);
    }
}
