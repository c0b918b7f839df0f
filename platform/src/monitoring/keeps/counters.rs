//! Numbers kept as things happen; and the same numbers counted again from the things themselves (EMC-05).

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rusqlite::{Connection, params};

use super::times;
use crate::monitoring::knows::measures::{Counts, Funnel, Measure, Rates};
use crate::monitoring::knows::period::Period;

/// Counts one more.
pub fn count(
    connection: &Connection,
    day: Date,
    site: u32,
    procedure: &str,
    measure: Measure,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counter (day, site, procedure, measure, n) VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
        )?
        .execute(params![day.to_string(), site, procedure, measure.name()])?;
    Ok(())
}

/// The counters of a period, by site.
pub fn counted(connection: &Connection, period: Period) -> rusqlite::Result<BTreeMap<u32, Counts>> {
    summed(
        connection,
        "SELECT site, measure, sum(n) FROM counter WHERE day BETWEEN ? AND ? GROUP BY site, measure",
        period,
    )
}

/// The same numbers from what was kept.
pub fn recounted(
    connection: &Connection,
    period: Period,
) -> rusqlite::Result<BTreeMap<u32, Counts>> {
    summed(
        connection,
        "SELECT site, measure, count(*) FROM (
             SELECT site, measure, at FROM event WHERE counted = 1
             UNION ALL SELECT site, measure, at FROM progress WHERE counted = 1
         ) WHERE substr(at, 1, 10) BETWEEN ? AND ? GROUP BY site, measure",
        period,
    )
}

fn summed(
    connection: &Connection,
    query: &str,
    period: Period,
) -> rusqlite::Result<BTreeMap<u32, Counts>> {
    let mut all: BTreeMap<u32, Counts> = BTreeMap::new();
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(period.ends())?;
    while let Some(row) = rows.next()? {
        if let Some(measure) = Measure::named(&row.get::<_, String>(1)?) {
            *all.entry(row.get(0)?).or_default().of_mut(measure) = row.get(2)?;
        }
    }
    Ok(all)
}

/// The funnel of one procedure of a site, from the counters; a province's ending of the code makes no other procedure.
pub fn funnel(
    connection: &Connection,
    site: u32,
    procedure: &str,
    period: Period,
) -> rusqlite::Result<Funnel> {
    let (from, to) = period.ends();
    let mut counts = Counts::default();
    let mut statement = connection.prepare_cached(
        "SELECT measure, sum(n) FROM counter
         WHERE site = ? AND (procedure = ? OR procedure LIKE ? || '.%') AND day BETWEEN ? AND ? GROUP BY measure",
    )?;
    let mut rows = statement.query(params![site, procedure, procedure, from, to])?;
    while let Some(row) = rows.next()? {
        if let Some(measure) = Measure::named(&row.get::<_, String>(0)?) {
            *counts.of_mut(measure) = row.get(1)?;
        }
    }
    Ok(Funnel {
        procedure: procedure.to_owned(),
        counts,
    })
}

/// The rates of a site over the dossiers it first reported in the period (EMC-12).
pub fn rates(connection: &Connection, site: u32, period: Period) -> rusqlite::Result<Rates> {
    let (from, to) = period.ends();
    connection
        .prepare_cached(
            "SELECT count(*), coalesce(sum(online), 0), coalesce(sum(level IN (2, 4)), 0), coalesce(sum(payment > 0), 0),
                    coalesce(sum(payment = 1), 0)
             FROM dossier WHERE site = ? AND substr(first, 1, 10) BETWEEN ? AND ?",
        )?
        .query_row(params![site, from, to], |row| {
            Ok(Rates::of(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
}

/// Silences of a site longer than so many minutes between two messages, the last one until `now` (EMC-07).
pub fn gaps(
    connection: &Connection,
    site: u32,
    minutes: u32,
    now: DateTime,
) -> rusqlite::Result<Vec<(DateTime, DateTime)>> {
    let moments: Vec<String> = connection
        .prepare_cached(
            "SELECT DISTINCT at FROM (SELECT at FROM event WHERE site = ?1 UNION ALL SELECT at FROM progress WHERE site = ?1) ORDER BY at",
        )?
        .query_map([site], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let moments: Vec<DateTime> = moments
        .iter()
        .map(|text| times::moment(text))
        .chain([now])
        .collect();
    let longest = jiff::SignedDuration::from_mins(minutes.into());
    let silences = moments
        .windows(2)
        .filter(|pair| pair[1].duration_since(pair[0]) > longest);
    Ok(silences.map(|pair| (pair[0], pair[1])).collect())
}
