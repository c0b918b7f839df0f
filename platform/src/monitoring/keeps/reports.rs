//! Figures that agencies report, beside the measured ones (EMC-10).

use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::monitoring::knows::deviation::{Compared, is_flagged};
use crate::monitoring::knows::measures::Measure;

/// Keeps a figure; a second one for the same days replaces the first.
pub fn put(
    connection: &Connection,
    site: u32,
    (from, to): (Date, Date),
    measure: Measure,
    n: u64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO reported (site, first, last, measure, n) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![site, from.to_string(), to.to_string(), measure.name(), n])?;
    Ok(())
}

/// Every reported figure of a site beside the measured one.
pub fn compared(
    connection: &Connection,
    site: u32,
    per_mille: u32,
) -> rusqlite::Result<Vec<Compared>> {
    let mut statement = connection.prepare_cached(
        "SELECT first, last, measure, n, (SELECT coalesce(sum(counter.n), 0) FROM counter
             WHERE counter.site = reported.site AND counter.measure = reported.measure AND day BETWEEN first AND last)
         FROM reported WHERE site = ? ORDER BY first, last, measure",
    )?;
    let mut rows = statement.query([site])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let day = |text: String| text.parse::<Date>().unwrap_or(Date::MIN);
        let Some(measure) = Measure::named(&row.get::<_, String>(2)?) else {
            continue;
        };
        let (reported, measured) = (row.get(3)?, row.get(4)?);
        all.push(Compared {
            site,
            from: day(row.get(0)?),
            to: day(row.get(1)?),
            measure,
            reported,
            measured,
            flagged: is_flagged(reported, measured, per_mille),
        });
    }
    Ok(all)
}
