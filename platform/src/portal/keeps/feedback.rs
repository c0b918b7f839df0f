//! Feedback and what was done to it.

use jiff::civil::DateTime;
use protocols::portal::read_moment;
use rusqlite::{Connection, OptionalExtension, params};

use crate::portal::knows::facts::Complaint;
use crate::portal::knows::feedback::{Act, Rule, State, Times};

/// A feedback as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Its id.
    pub id: i64,
    /// Code of the agency it waits for.
    pub agency: String,
    /// Who sent it: TechID.
    pub sender: String,
    /// What counts in indicators.
    pub complaint: Complaint,
    /// Title.
    pub title: String,
    /// Content.
    pub content: String,
    /// Name, address, telephone, e-mail of the sender, as JSON.
    pub contact: String,
    /// The reply, or the reason of the refusal.
    pub reply: String,
    /// How it came when it did not come by the portal: `document`, `phone`, `fax`, `email`.
    pub entered: String,
}

/// A feedback before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFeedback {
    /// Code of the agency it is for.
    pub agency: String,
    /// Who sent it: TechID; empty when entered by an agency.
    pub sender: String,
    /// 1 or 2.
    pub class: u8,
    /// The dossier it is about; empty when none.
    pub dossier: String,
    /// Title.
    pub title: String,
    /// Content.
    pub content: String,
    /// As [`Feedback::contact`].
    pub contact: String,
    /// As [`Feedback::entered`].
    pub entered: String,
}

const COLUMNS: &str = "id, agency, sender, class, dossier, title, content, contact, state, sent, assigned, asked, refused, replied,
    published, reply, entered, (SELECT coalesce(sum(likes), 0) FROM opinion WHERE feedback = id),
    (SELECT coalesce(sum(1 - likes), 0) FROM opinion WHERE feedback = id)";

/// Keeps a feedback and tells its id.
pub fn put(connection: &Connection, new: &NewFeedback, now: &str) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO feedback (agency, first_agency, sender, class, dossier, title, content, contact, state, sent, assigned, entered)
             VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'new', ?8, ?8, ?9)",
        )?
        .insert(params![
            new.agency,
            new.sender,
            new.class,
            new.dossier,
            new.title,
            new.content,
            new.contact,
            now,
            new.entered
        ])
}

/// One feedback.
pub fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<Feedback>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM feedback WHERE id = ?"))?
        .query_row([id], read)
        .optional()
}

/// Feedback for an agency (empty: all), sent between two days `yyyyMMdd`, oldest first, at most 1000.
pub fn list(
    connection: &Connection,
    agency: &str,
    from: &str,
    to: &str,
) -> rusqlite::Result<Vec<Feedback>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM feedback WHERE (agency = ?1 OR ?1 = '') AND sent >= ?2 AND sent < ?3 || 'x' ORDER BY id LIMIT 1000"
        ))?
        .query_map([agency, from, to], read)?
        .collect()
}

/// Feedback about a dossier.
pub fn about(connection: &Connection, dossier: &str) -> rusqlite::Result<Vec<Feedback>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM feedback WHERE dossier = ? AND dossier <> '' ORDER BY id LIMIT 100"
        ))?
        .query_map([dossier], read)?
        .collect()
}

/// Carries out an act that the rules allow.
pub fn act(
    connection: &Connection,
    id: i64,
    rule: &Rule,
    who: &str,
    to: &str,
    content: &str,
    now: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO feedback_act (feedback, at, who, act, content) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![id, now, who, rule.word, content])?;
    connection
        .prepare_cached("UPDATE feedback SET state = ? WHERE id = ?")?
        .execute(params![rule.to.word(), id])?;
    let more = match rule.act {
        Act::Receive | Act::Supplement => return Ok(()),
        Act::Transfer => "agency = ?1, assigned = ?2",
        Act::AskSupplement => "asked = coalesce(asked, ?2), reply = ?3",
        Act::Refuse => "refused = ?2, reply = ?3",
        Act::Reply => "replied = ?2, reply = ?3",
        Act::Publish => "published = ?2",
    };
    connection
        .prepare_cached(&format!(
            "UPDATE feedback SET {more} WHERE id = ?4 AND ?1 = ?1 AND ?2 = ?2 AND ?3 = ?3"
        ))?
        .execute(params![to, now, content, id])?;
    Ok(())
}

/// Keeps a person's opinion of the answer; a second one replaces the first.
pub fn opine(connection: &Connection, id: i64, person: &str, likes: bool) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO opinion VALUES (?, ?, ?)")?
        .execute(params![id, person, likes])?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Feedback> {
    let moment = |index: usize| -> rusqlite::Result<Option<DateTime>> {
        let text: Option<String> = row.get(index)?;
        Ok(text.and_then(|text| read_moment(&text).ok().flatten()))
    };
    let state: String = row.get(8)?;
    Ok(Feedback {
        id: row.get(0)?,
        agency: row.get(1)?,
        sender: row.get(2)?,
        title: row.get(5)?,
        content: row.get(6)?,
        contact: row.get(7)?,
        reply: row.get(15)?,
        entered: row.get(16)?,
        complaint: Complaint {
            class: row.get(3)?,
            dossier: row.get(4)?,
            state: State::from_word(&state).unwrap_or(State::New),
            times: Times {
                sent: moment(9)?.unwrap_or(DateTime::MIN),
                assigned: moment(10)?.unwrap_or(DateTime::MIN),
                asked: moment(11)?,
                refused: moment(12)?,
                replied: moment(13)?,
                published: moment(14)?,
            },
            likes: (row.get(17)?, row.get(18)?),
        },
    })
}
