//! The controllable clock.

use jiff::SignedDuration;

use crate::ended::Ended;
use crate::params::{Moment, Span};
use crate::step::steps;

const DAY: SignedDuration = SignedDuration::from_hours(24);

steps! {
    /// Sets the clock of the whole government (Vietnam time).
    Given "it is {moment}" | "bây giờ là {moment}"
    async fn it_is(world, moment: Moment) {
        let clock = world.government()?.clock().clone();
        clock.set(moment.0).map_err(|error| Ended::not_applicable(error.to_string()))
    }

    /// Moves the clock of the whole government on.
    When "{span} pass" | "{span} trôi qua"
    async fn pass(world, span: Span) {
        let clock = world.government()?.clock().clone();
        clock.advance(span.0).map_err(|error| Ended::not_applicable(error.to_string()))?;
        if span.0 >= DAY {
            // Nobody's session lasts for days: who comes back later begins another one.
            world.memory()?.systems.values().for_each(|system| system.client().begin_session());
        }
        Ok(())
    }
}
