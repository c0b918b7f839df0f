//! Cards: the present one of a licence, and those that were replaced.

use jiff::civil::{Date, DateTime};
use nation::Nation;
use rusqlite::{Connection, OptionalExtension, params};

use crate::licences::knows::licence::Licence;

/// A moment as the store writes it.
pub fn text(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A licence with its present card: the last one issued, else the one of the nation.
pub fn present(
    connection: &Connection,
    nation: &Nation,
    number: &str,
) -> rusqlite::Result<Option<Licence>> {
    let issued = connection
        .prepare_cached(
            "SELECT number, holder, serial, class, passed, issued, expires, issuer FROM card WHERE number = ? ORDER BY id DESC LIMIT 1",
        )?
        .query_row([number], read)
        .optional()?;
    Ok(issued.or_else(|| {
        nation
            .citizen_of_licence(number)
            .and_then(|citizen| Licence::of(&citizen))
    }))
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Licence> {
    // The store wrote the days itself; what is unreadable becomes the calendar's first.
    let day = |text: String| text.parse::<Date>().unwrap_or(Date::MIN);
    Ok(Licence {
        number: row.get(0)?,
        holder: row.get(1)?,
        card: row.get(2)?,
        class: row.get(3)?,
        passed: day(row.get(4)?),
        issued: day(row.get(5)?),
        expires: row.get::<_, Option<String>>(6)?.map(day),
        issuer: row.get(7)?,
    })
}

/// The card issued for an application.
pub fn issued_for(connection: &Connection, application: i64) -> rusqlite::Result<Option<Licence>> {
    connection
        .prepare_cached(
            "SELECT number, holder, serial, class, passed, issued, expires, issuer FROM card WHERE application = ? ORDER BY id LIMIT 1",
        )?
        .query_row([application], read)
        .optional()
}

/// How many cards were issued.
pub fn count(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT count(*) FROM card")?
        .query_row([], |row| row.get(0))
}

/// Issues a card for an application and ends the old one.
pub fn issue(
    connection: &Connection,
    application: i64,
    old: &Licence,
    new: &Licence,
    now: DateTime,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO card (serial, number, holder, class, passed, issued, expires, issuer, application)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            new.card,
            new.number,
            new.holder,
            new.class,
            new.passed.to_string(),
            new.issued.to_string(),
            new.expires.map(|day| day.to_string()),
            new.issuer,
            application
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO old_card (serial, number, application, ended) VALUES (?, ?, ?, ?)",
        )?
        .execute(params![old.card, old.number, application, text(now)])?;
    super::tally::count(connection, "issued")
}

/// What became of taking a card back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// It came back now.
    Now,
    /// It came back before.
    Before,
    /// No such card was replaced for that application.
    Unknown,
}

/// Notes that a replaced card came back.
pub fn take_back(
    connection: &Connection,
    application: i64,
    serial: &str,
    now: DateTime,
) -> rusqlite::Result<TakenBack> {
    let found: Option<Option<String>> = connection
        .prepare_cached("SELECT taken_back FROM old_card WHERE serial = ? AND application = ?")?
        .query_row(params![serial, application], |row| row.get(0))
        .optional()?;
    match found {
        None => Ok(TakenBack::Unknown),
        Some(Some(_)) => Ok(TakenBack::Before),
        Some(None) => {
            connection
                .prepare_cached(
                    "UPDATE old_card SET taken_back = ? WHERE serial = ? AND application = ?",
                )?
                .execute(params![text(now), serial, application])?;
            super::tally::count(connection, "taken-back")?;
            Ok(TakenBack::Now)
        }
    }
}
