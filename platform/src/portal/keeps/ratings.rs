//! Ratings of dossiers and scores of agencies.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::Value;

/// A rating before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Code of the dossier.
    pub dossier: String,
    /// Code of its agency.
    pub agency: String,
    /// Who rates: TechID; never shown (NĐ 61/2018 Art. 27.3).
    pub rater: String,
    /// 2 very satisfied, 1 satisfied, 0 not satisfied (TT 32/2017 Art. 12).
    pub level: u8,
    /// Answers to the questions a-i, as JSON.
    pub answers: String,
    /// A remark.
    pub remark: String,
}

/// What the public sees of an agency's ratings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ratings {
    /// Code of the agency.
    pub agency: String,
    /// How many rated.
    pub ratings: u64,
    /// Very satisfied.
    pub very_satisfied: u64,
    /// Satisfied.
    pub satisfied: u64,
    /// Not satisfied.
    pub not_satisfied: u64,
}

/// Keeps a rating; false when the dossier has one already.
pub fn put(connection: &Connection, rating: &Rating, now: &str) -> rusqlite::Result<bool> {
    let new = connection
        .prepare_cached("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")?
        .execute(params![
            rating.dossier,
            rating.agency,
            rating.rater,
            now,
            rating.level,
            rating.answers,
            rating.remark
        ])?;
    Ok(new > 0)
}

/// Ratings between two days `yyyyMMdd`, by agency.
pub fn by_agency(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<Vec<Ratings>> {
    connection
        .prepare_cached(
            "SELECT agency, count(*), sum(level = 2), sum(level = 1), sum(level = 0) FROM rating
             WHERE at >= ?1 AND at < ?2 || 'x' GROUP BY agency ORDER BY agency",
        )?
        .query_map([from, to], |row| {
            Ok(Ratings {
                agency: row.get(0)?,
                ratings: row.get(1)?,
                very_satisfied: row.get(2)?,
                satisfied: row.get(3)?,
                not_satisfied: row.get(4)?,
            })
        })?
        .collect()
}

/// Codes of dossiers whose rater was not satisfied.
pub fn disliked(connection: &Connection, agency: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT dossier FROM rating WHERE agency = ? AND level = 0 ORDER BY dossier",
        )?
        .query_map([agency], |row| row.get(0))?
        .collect()
}

/// Keeps an agency's own scores of a period; later ones replace earlier ones.
pub fn put_scores(
    connection: &Connection,
    agency: &str,
    period: &str,
    total: f64,
    body: &Value,
    now: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO score VALUES (?, ?, ?, ?, ?)")?
        .execute(params![agency, period, now, total, body.to_string()])?;
    Ok(())
}

/// Scores of a period, every period when it is empty: agency, period, total, body.
pub fn scores(
    connection: &Connection,
    period: &str,
) -> rusqlite::Result<Vec<(String, String, f64, String)>> {
    connection
        .prepare_cached(
            "SELECT agency, period, total, body FROM score WHERE period = ?1 OR ?1 = '' ORDER BY period, agency",
        )?
        .query_map([period], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect()
}
