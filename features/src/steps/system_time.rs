//! Deadlines of the document system under test, on the clock of the whole government.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::edxml::StatusCode;
use record::Text;
use simulators::Desk;

use super::system_calls::Calls;
use super::system_receiving::named;
use super::system_sent::{collect, sent_document, signed};
use crate::ended::Ended;
use crate::params::{DocumentName, Moment, Quoted, Span};
use crate::step::steps;
use crate::world::World;

/// How far a time may lie from the axis's clock.
const APART: SignedDuration = SignedDuration::from_mins(5);

/// How far the clock is moved at once while everybody works: in small steps towards the end, where it counts.
const STRIDES: [(i64, i64); 4] = [(720, 360), (180, 60), (30, 15), (0, 5)];

steps! {
    /// The clerks are there from 8:00 to 12:00 and from 13:30 to 17:30 on working days, and no longer.
    Given "the clerks of the document system under test keep office hours" | "văn thư của hệ thống được kiểm thử làm việc theo giờ hành chính"
    async fn office_hours(world) {
        let request = Text { en: "work in office hours only".into(), vi: "chỉ làm việc trong giờ hành chính".into() };
        world.ask_or(&request, |system| {
            system.set_desk(Desk { keeps_hours: true, ..system.desk() });
            Ok(())
        })
    }

    /// Time passes until then, everybody working all the while; whatever was to happen by then has happened.
    When "everybody works until {moment}" | "mọi người làm việc đến {moment}"
    async fn works_until(world, moment: Moment) {
        works_on(world, moment.0).await
    }

    /// A while passes: half an hour where there is a clock to move. Everybody comes to rest.
    When "a while passes" | "một lúc sau"
    async fn a_while(world) {
        world.later(SignedDuration::from_mins(30))?;
        world.rest().await
    }

    /// So much time passes where there is a clock to move, and nobody works meanwhile; real time passes by itself.
    When "{span} go by" | "{span} đi qua"
    async fn go_by(world, span: Span) {
        world.later(span.0)
    }

    /// The document left the system by then.
    Then "the document system under test has sent {name} by {moment}" | "hệ thống được kiểm thử đã gửi {name} chậm nhất lúc {moment}"
    async fn sent_by(world, name: DocumentName, moment: Moment) {
        let subject = signed(world, &name)?;
        collect(world, subject).await?;
        let request = sent_document(world, &name)?.request;
        if request.at <= moment.0 {
            return Ok(());
        }
        Err(Ended::fail(format!("the document is sent by {}", moment.0), format!("it was sent at {}", request.at)).shown_by(request.number))
    }

    /// One of these statuses (codes joined by “or”) was sent for the document by then, its own time included.
    Then "the document system under test has answered {name} with status {codes} by {moment}" | "hệ thống được kiểm thử đã trả lời {name} bằng trạng thái {codes} chậm nhất lúc {moment}"
    async fn answered_by(world, name: DocumentName, codes: Quoted, moment: Moment) {
        let named = named(world, &name)?;
        let wanted: Vec<StatusCode> = codes.0.split(" or ").filter_map(StatusCode::from_wire).collect();
        let found = |calls: &Calls| calls.statuses_of(&named).into_iter().find(|status| wanted.iter().any(|code| status.is(*code)));
        let calls = world.calls_now()?;
        let expected = format!("status {} by {}", codes.0, moment.0);
        let Some(status) = found(&calls) else {
            let sent: Vec<String> = calls.statuses_of(&named).iter().map(|status| format!("{} at {}", status.code(), status.at)).collect();
            let sent = if sent.is_empty() { "no status".into() } else { sent.join(", ") };
            return Err(calls.shows(Ended::fail(expected, format!("{sent}; it is {} now", world.now()?))));
        };
        let written = status.read.as_ref().map_or(status.at, |read| read.at);
        if status.at <= moment.0 && written <= moment.0 {
            return Ok(());
        }
        Err(Ended::fail(expected, format!("status {} at {}, dated {written}", status.code(), status.at)).shown_by(status.number))
    }

    /// The time that the system writes into its requests agrees with the axis's clock; it made one request at least.
    Then "the requests of the document system under test carry the right time" | "yêu cầu của hệ thống được kiểm thử mang thời gian đúng"
    async fn right_time(world) {
        world.rest().await?;
        let calls = world.calls_now()?;
        let mut stamped = 0;
        for call in calls.all() {
            let Some(text) = super::system_calls::param(call, "timestamp") else { continue };
            stamped += 1;
            let at = protocols::dates::parse_vxp_timestamp(&text).ok();
            if at.is_none_or(|at| at.duration_since(call.at).abs() > APART) {
                return Err(Ended::fail(format!("a timestamp within five minutes of {} Vietnam time", call.at), format!("“{text}”")).shown_by(call.number));
            }
        }
        if stamped > 0 { Ok(()) } else { Err(Ended::fail("requests with a timestamp", format!("{} requests without", calls.all().len()))) }
    }
}

/// Moves the clock on in steps; everybody comes to rest at each.
async fn works_on(world: &mut World, until: DateTime) -> Result<(), Ended> {
    let clock = world.government()?.clock().clone();
    if until < clock.now() {
        return Err(Ended::error(format!("{until} is past already")));
    }
    world.rest().await?;
    while clock.now() < until {
        let left = until.duration_since(clock.now());
        let stride = STRIDES
            .iter()
            .find(|(more_than, _)| left.as_mins() > *more_than)
            .map_or(5, |(_, minutes)| *minutes);
        let next = clock
            .now()
            .checked_add(SignedDuration::from_mins(stride).min(left))
            .unwrap_or(until);
        clock
            .set(next.min(until))
            .map_err(|error| Ended::not_applicable(error.to_string()))?;
        world.rest().await?;
    }
    Ok(())
}
