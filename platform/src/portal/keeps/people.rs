//! People with an account on the portal.

use rusqlite::{Connection, OptionalExtension, params};

use crate::portal::knows::person::Person;

/// Keeps a person, with a token that proves it when it has one.
pub fn put(connection: &Connection, person: &Person, token: Option<&str>) -> rusqlite::Result<()> {
    // A struct of texts always has a JSON form.
    let body = serde_json::to_string(person).unwrap_or_default();
    connection
        .prepare_cached("INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?)")?
        .execute(params![person.tech_id, person.number, body, token])?;
    Ok(())
}

/// The person of a token.
pub fn by_token(connection: &Connection, token: &str) -> rusqlite::Result<Option<Person>> {
    one(connection, "SELECT body FROM person WHERE token = ?", token)
}

/// The person of a tax code, an identity number or a TechID.
pub fn by_number(connection: &Connection, number: &str) -> rusqlite::Result<Option<Person>> {
    one(
        connection,
        "SELECT body FROM person WHERE number = ?1 OR tech_id = ?1",
        number,
    )
}

fn one(connection: &Connection, query: &str, key: &str) -> rusqlite::Result<Option<Person>> {
    let body: Option<String> = connection
        .prepare_cached(query)?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}
