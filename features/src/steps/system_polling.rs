//! How the document system under test asks the axis: how often, for what, and how it bears refusals.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use record::{Cause, Exchange};

use super::system_calls::{Calls, operation, param};
use crate::ended::Ended;
use crate::params::{Number, Span};
use crate::step::steps;
use crate::world::World;

/// How long a real system is watched when its pace matters.
const WATCHED: Duration = Duration::from_secs(30);
/// How many rounds the simulated one is given instead.
const ROUNDS: usize = 3;
/// Operations that give a directory.
const DIRECTORIES: [&str; 4] = [
    "getAgenciesList",
    "getAgenciesListQD20",
    "getSynchronizeUnit",
    "getListUnit",
];

steps! {
    /// The system asked for its list of documents and for its list of statuses.
    Then "the document system under test asks for documents and for statuses" | "hệ thống được kiểm thử hỏi cả văn bản và trạng thái"
    async fn asks_for_both(world) {
        let asked = |calls: &Calls, kind: &str| calls.all().iter().any(|call| operation(call).lists(kind));
        let both = |calls: &Calls| asked(calls, "edoc") && asked(calls, "status");
        let seen = |calls: &Calls| format!("documents: {}, statuses: {}", asked(calls, "edoc"), asked(calls, "status"));
        world.until("the system asks for documents and for statuses", both, seen).await
    }

    /// Two questions for documents, one after the other, lie no further apart than this.
    Then "the document system under test asks for documents again within {span}" | "hệ thống được kiểm thử hỏi lại văn bản trong vòng {span}"
    async fn asks_again(world, span: Span) {
        let from = world.calls_now()?.all().len();
        let asked = |calls: &Calls| -> Vec<Exchange> { calls.all()[from.min(calls.all().len())..].iter().filter(|call| operation(call).lists("edoc")).cloned().collect() };
        for _ in 0..2 {
            let before = asked(&world.calls_now()?).len();
            let simulated = world.under_test()?.simulated().is_some();
            if simulated {
                // The simulated system asks once in each round of everybody; between two rounds lies as much time as
                // between two rounds of a run.
                world.rest().await?;
            }
            let patience = world.under_test()?.patience();
            let waited = world.until("the system asks for documents", |calls| asked(calls).len() > before, |_| "it did not ask".into()).await;
            if !simulated && patience < Duration::from_secs(span.0.unsigned_abs().as_secs()) {
                waited.map_err(|ended| Ended::inconclusive(Cause::Configuration, ended.expected, format!("{}; let the target's patience be longer than {} s", ended.received, span.0.as_secs())))?;
            } else {
                waited?;
            }
        }
        let questions = asked(&world.calls_now()?);
        let apart = questions.windows(2).map(|pair| pair[1].at.duration_since(pair[0].at)).max().unwrap_or(SignedDuration::MAX);
        if apart <= span.0 { Ok(()) } else { Err(Ended::fail(format!("questions at most {} s apart", span.0.as_secs()), format!("{} s apart", apart.as_secs()))) }
    }

    /// Whatever windows the system asked for, none is longer than this; it asked for its lists at least once.
    Then "the document system under test has asked for no window longer than {span}" | "hệ thống được kiểm thử không hỏi khoảng thời gian nào dài quá {span}"
    async fn windows(world, span: Span) {
        world.rest().await?;
        let calls = world.calls_now()?;
        let mut asked = 0;
        for call in calls.all().iter().filter(|call| operation(call).is_list()) {
            asked += 1;
            let (Some(from), Some(to)) = (param(call, "fromDate"), param(call, "toDate")) else { continue };
            let length = moment(&from).zip(moment(&to)).map(|(from, to)| to.duration_since(from));
            if length.is_none_or(|length| length > span.0) {
                return Err(Ended::fail(format!("a window of at most {} hours", span.0.as_hours()), format!("from “{from}” to “{to}”")).shown_by(call.number));
            }
        }
        if asked > 0 { Ok(()) } else { Err(Ended::fail("the system asks for its lists", "it did not")) }
    }

    /// The system asked for a directory of agencies since the scenario began.
    Then "the document system under test has asked for the directory" | "hệ thống được kiểm thử đã hỏi danh bạ"
    async fn directory(world) {
        let asked = |calls: &Calls| DIRECTORIES.iter().any(|name| calls.of(name).next().is_some());
        let calls = world.calls_now()?;
        if asked(&calls) { Ok(()) } else { Err(calls.shows(Ended::fail("a call for the directory of agencies", format!("none among {} calls", calls.all().len())))) }
    }

    /// From now on the calls of the system are counted.
    When "the calls of the document system under test are counted" | "bắt đầu đếm các lần gọi của hệ thống được kiểm thử"
    async fn count(world) {
        world.rest().await?;
        let before = world.calls_now()?.all().len();
        world.memory()?.calls_before = before;
        Ok(())
    }

    /// Watched for a while, the system made no more calls than this since they are counted, and one at least.
    Then "the document system under test has made at most {count} calls" | "hệ thống được kiểm thử đã gọi nhiều nhất {count} lần"
    async fn at_most(world, count: Number) {
        watch(world).await?;
        let calls = world.calls_now()?;
        let made = calls.all().len() - world.memory()?.calls_before;
        match made {
            0 => Err(Ended::inconclusive(Cause::Undecided, "a call to judge", "the system made none")),
            made if made <= count.0 => Ok(()),
            made => Err(calls.shows(Ended::fail(format!("at most {} calls", count.0), format!("{made} calls")))),
        }
    }

    /// Watched twice for the same while, the second time with the axis failing, the system calls less often than before.
    Then "the document system under test calls less often while the axis fails" | "hệ thống được kiểm thử gọi thưa hơn khi trục gặp sự cố"
    async fn calls_less(world) {
        world.rest().await?;
        let before = world.calls_now()?.all().len();
        watch(world).await?;
        let usual = world.calls_now()?.all().len() - before;
        let code = world.under_test()?.identity().code.clone();
        world.plant(harness::Rule::every(crate::happenings::failing(503)).from(&code))?;
        // The first call tells the system that the axis fails.
        watch(world).await?;
        let before = world.calls_now()?.all().len();
        watch(world).await?;
        let calls = world.calls_now()?;
        let failing = calls.all().len() - before;
        world.government()?.tap().clear_rules();
        if usual == 0 {
            return Err(Ended::inconclusive(Cause::Undecided, "calls to compare with", "the system made none while the axis was well"));
        }
        if failing < usual { Ok(()) } else { Err(calls.shows(Ended::fail(format!("fewer than {usual} calls while the axis fails"), format!("{failing} calls in the same time")))) }
    }
}

/// Gives a real system time, and the simulated one rounds.
async fn watch(world: &mut World) -> Result<(), Ended> {
    let simulated = world.under_test()?.simulated().cloned();
    match simulated {
        Some(system) => {
            for _ in 0..ROUNDS {
                // What goes wrong in a round is what such scenarios plan.
                let _ = system.work().await;
            }
        }
        None => {
            let _ = tokio::time::timeout(WATCHED, std::future::pending::<()>()).await;
        }
    }
    Ok(())
}

/// A moment of a list's window, in the spelling of either face.
fn moment(text: &str) -> Option<DateTime> {
    let text = text
        .replace("%2F", "/")
        .replace("%20", " ")
        .replace("%3A", ":");
    let day = || {
        Date::strptime("%Y/%m/%d", &text)
            .ok()
            .map(|day| day.to_datetime(Time::midnight()))
    };
    DateTime::strptime("%d/%m/%Y %H:%M:%S", &text)
        .ok()
        .or_else(day)
}
