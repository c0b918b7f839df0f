//! What goes wrong on the line before a service: the same happenings as at the axis.

use harness::Rule;

use crate::happenings::Happenings;
use crate::params::{Nth, Quoted, ServiceWord};
use crate::step::steps;

steps! {
    /// Plans what happens to one call of a service: the next, second, … call of that operation, counted from now on. The
    /// operation is written as the wire names it: `DongBoHoSoMC`, `INIT`, `token`.
    Given "the {nth} {operation} to {service} {happening}" | "lần gọi {operation} {nth} đến {service} {happening}"
    async fn nth_call(world, nth: Nth, operation: Quoted, service: ServiceWord, happening: Happenings) {
        for fault in happening.0 {
            world.plant(Rule::every(fault).at(service.role()).on(&operation.0).nth(nth.0))?;
        }
        Ok(())
    }

    /// No mishap is planned any more. One that never happened proves nothing: the scenario is then inconclusive.
    When "all is well again" | "mọi thứ hoạt động bình thường trở lại"
    async fn well_again(world) {
        world.mishaps_happened()?;
        world.government()?.taps().for_each(harness::Tap::clear_rules);
        Ok(())
    }
}
