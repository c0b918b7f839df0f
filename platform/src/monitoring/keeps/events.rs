//! Keeping what browsers and one-stop systems report, each thing counted once (EMC-06).

use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::emc::{Finding, Level, Progress, Reception, Stage};
use rusqlite::{Connection, OptionalExtension, params};

use super::{counters, sites, times};
use crate::monitoring::knows::measures::Measure;

/// A browser's report, ready to keep.
#[derive(Clone, Debug)]
pub struct Event {
    /// The site.
    pub site: u32,
    /// What it counts as.
    pub measure: Measure,
    /// Procedure code; empty when none.
    pub procedure: String,
    /// The visitor, a hash.
    pub visitor: String,
    /// The page, a hash.
    pub page: String,
    /// What must not come twice; empty when nothing tells.
    pub once: String,
}

/// Keeps a browser's report; tells whether it counted.
pub fn keep_event(
    connection: &Connection,
    event: &Event,
    now: DateTime,
    reload_seconds: u32,
) -> rusqlite::Result<bool> {
    let at = times::text(now);
    let again = is_again(connection, event, now, reload_seconds)?;
    connection
        .prepare_cached(
            "INSERT INTO event (at, site, measure, procedure, visitor, page, once, counted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            at,
            event.site,
            event.measure.name(),
            event.procedure,
            event.visitor,
            event.page,
            event.once,
            !again
        ])?;
    sites::spoke(connection, event.site, true, &at)?;
    if !again {
        counters::count(
            connection,
            now.date(),
            event.site,
            &event.procedure,
            event.measure,
        )?;
    }
    Ok(!again)
}

/// The same page view or submission, or the same page shown to the same visitor a moment ago.
fn is_again(
    connection: &Connection,
    event: &Event,
    now: DateTime,
    reload_seconds: u32,
) -> rusqlite::Result<bool> {
    if !event.once.is_empty() {
        let known = connection
            .prepare_cached("SELECT 1 FROM event WHERE site = ? AND once = ? LIMIT 1")?
            .query_row(params![event.site, event.once], |_| Ok(()))
            .optional()?;
        if known.is_some() {
            return Ok(true);
        }
    }
    let since = times::text(now.saturating_sub(SignedDuration::from_secs(reload_seconds.into())));
    let reloaded = matches!(event.measure, Measure::Views | Measure::Bots) || event.once.is_empty();
    if !reloaded || event.visitor.is_empty() {
        return Ok(false);
    }
    let seen = connection
        .prepare_cached(
            "SELECT 1 FROM event WHERE site = ? AND visitor = ? AND page = ? AND measure = ? AND procedure = ? AND at > ? LIMIT 1",
        )?
        .query_row(
            params![
                event.site,
                event.visitor,
                event.page,
                event.measure.name(),
                event.procedure,
                since
            ],
            |_| Ok(()),
        )
        .optional()?;
    Ok(seen.is_some())
}

/// Keeps a one-stop system's report and what is odd about it; tells whether it counted.
pub fn keep_progress(
    connection: &Connection,
    message: &Progress,
    now: DateTime,
) -> rusqlite::Result<(bool, Vec<Finding>)> {
    let at = times::text(now);
    let measure = measure(message.stage);
    let known = |measure: Measure| {
        connection
            .prepare_cached(
                "SELECT 1 FROM progress WHERE site = ? AND dossier = ? AND measure = ? LIMIT 1",
            )?
            .query_row(
                params![message.site, message.dossier, measure.name()],
                |_| Ok(()),
            )
            .optional()
    };
    let again = known(measure)?.is_some();
    let mut findings = Vec::new();
    if measure == Measure::Returned && known(Measure::Received)?.is_none() {
        findings.push(Finding::new(
            "never-received",
            "Status",
            "received before returned",
        ));
    }
    let above = sites::grade(connection, &message.procedure)?
        .is_some_and(|grade| above(message.level, grade));
    if above {
        findings.push(Finding::new(
            "level-above-grade",
            "Level",
            "the level the procedure is published at",
        ));
    }
    connection
        .prepare_cached(
            "INSERT INTO progress (at, site, dossier, procedure, measure, counted) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            at,
            message.site,
            message.dossier,
            message.procedure,
            measure.name(),
            !again
        ])?;
    put_dossier(connection, message, &at)?;
    sites::spoke(connection, message.site, false, &at)?;
    if !again {
        counters::count(
            connection,
            now.date(),
            message.site,
            &message.procedure,
            measure,
        )?;
    }
    Ok((!again, findings))
}

/// Only what is paid may still change: how a dossier came in and of which procedure it is does not.
fn put_dossier(connection: &Connection, message: &Progress, at: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO dossier (site, code, procedure, first, online, level, payment, portal, post)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET payment = max(payment, excluded.payment), post = max(post, excluded.post)",
        )?
        .execute(params![
            message.site,
            message.dossier,
            message.procedure,
            at,
            message.reception == Reception::Online,
            message.level.number(),
            message.payment.number(),
            message.from_portal,
            message.post.number()
        ])?;
    Ok(())
}

fn measure(stage: Stage) -> Measure {
    match stage {
        Stage::Other => Measure::Other,
        Stage::Received => Measure::Received,
        Stage::Processing => Measure::Processing,
        Stage::Returned => Measure::Returned,
        Stage::Assigned => Measure::Assigned,
    }
}

/// Level 4 for a service that is published at grade 3 or lower (services §8, 21), or an online level for one that is not online.
fn above(level: Level, grade: u8) -> bool {
    match level {
        Level::Full | Level::DirectFull => grade < 4,
        Level::Partial | Level::DirectPartial => grade < 3,
        Level::None => false,
    }
}

/// Adds to a site's findings of the day.
pub fn note_findings(
    connection: &Connection,
    site: u32,
    now: DateTime,
    findings: &[Finding],
) -> rusqlite::Result<()> {
    for finding in findings {
        connection
            .prepare_cached(
                "INSERT INTO finding (day, site, rule, field, n) VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
            )?
            .execute(params![now.date().to_string(), site, finding.rule, finding.field])?;
    }
    Ok(())
}
