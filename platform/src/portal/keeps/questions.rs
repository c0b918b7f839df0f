//! Questions and answers.

use protocols::portal::{Answer, QuestionItem};
use rusqlite::{Connection, OptionalExtension, params};

/// Which questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// People asked on the portal.
    Portal,
    /// The agency brought them.
    Agency,
}

impl Source {
    fn word(self) -> &'static str {
        match self {
            Source::Portal => "portal",
            Source::Agency => "agency",
        }
    }
}

/// Keeps a question and tells its id; one that an agency brought under an id of its own before is replaced.
pub fn put(
    connection: &Connection,
    question: &QuestionItem,
    asker: &str,
    source: Source,
    now: &str,
) -> rusqlite::Result<i64> {
    // A struct of texts always has a JSON form.
    let body = serde_json::to_string(question).unwrap_or_default();
    let own = match source {
        Source::Agency => Some(format!("{}/{}", question.agency, question.id)),
        Source::Portal => None,
    };
    connection
        .prepare_cached(
            "INSERT INTO question (agency, asker, source, asked, body, own) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (own) DO UPDATE SET body = excluded.body RETURNING id",
        )?
        .query_row(
            params![question.agency, asker, source.word(), now, body, own],
            |row| row.get(0),
        )
}

/// Questions of an agency, oldest first, at most 500; every agency's when `agency` is empty.
pub fn list(
    connection: &Connection,
    agency: &str,
    source: Source,
) -> rusqlite::Result<Vec<QuestionItem>> {
    connection
        .prepare_cached(
            "SELECT id, body FROM question WHERE (agency = ?1 OR ?1 = '') AND source = ?2 ORDER BY id LIMIT 500",
        )?
        .query_map([agency, source.word()], read)?
        .collect()
}

/// One question.
pub fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<QuestionItem>> {
    connection
        .prepare_cached("SELECT id, body FROM question WHERE id = ?")?
        .query_row([id], read)
        .optional()
}

/// Keeps the answer to a question of this agency; false when it has no such question. A later answer replaces an earlier one.
pub fn answer(
    connection: &Connection,
    id: i64,
    answer: &Answer,
    now: &str,
) -> rusqlite::Result<bool> {
    let Some(mut question) = find(connection, id)?.filter(|item| item.agency == answer.agency)
    else {
        return Ok(false);
    };
    question.answer.clone_from(&answer.content);
    question.answer_id = format!("TL{id}");
    question.status = "1".into();
    let body = serde_json::to_string(&question).unwrap_or_default();
    connection
        .prepare_cached("UPDATE question SET body = ?, answered = ? WHERE id = ?")?
        .execute(params![body, now, id])?;
    Ok(true)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<QuestionItem> {
    let (id, body): (i64, String) = (row.get(0)?, row.get(1)?);
    let mut item: QuestionItem = serde_json::from_str(&body).unwrap_or_default();
    item.id = id.to_string();
    Ok(item)
}
