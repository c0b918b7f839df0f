//! What goes wrong on the line between the axis and those who call it, planned by the scenario and done by the tap.
//!
//! Nobody is to blame for what was planted: the checks say what must hold in spite of it.

use harness::Rule;
use harness::tap::Fault;
use rand::Rng as _;
use record::Cause;

use crate::ended::Ended;
use crate::happenings::{self, Happenings};
use crate::params::{Agency, Nth, Number, Operation, UNDER_TEST};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Plans what happens to one call of an agency's system: the next, second, … call of that operation, counted from
    /// now on (see the table of happenings).
    Given "the {nth} {operation} of {agency} {happening}" | "lần gọi {operation} {nth} của {agency} {happening}"
    async fn nth_call(world, nth: Nth, operation: Operation, agency: Agency, happening: Happenings) {
        let code = code(world, &agency)?;
        for fault in happening.0 {
            world.plant(Rule::every(fault).on(operation.0.name).from(&code).nth(nth.0))?;
        }
        Ok(())
    }

    /// The same for every call of that operation, until the axis is well again.
    Given "every {operation} of {agency} {happening}" | "mọi lần gọi {operation} của {agency} {happening}"
    async fn every_call_of(world, operation: Operation, agency: Agency, happening: Happenings) {
        let code = code(world, &agency)?;
        for fault in happening.0 {
            world.plant(Rule::every(fault).on(operation.0.name).from(&code))?;
        }
        Ok(())
    }

    /// The same for every call whatever the operation, until the axis is well again.
    Given "every call of {agency} {happening}" | "mọi lần gọi của {agency} {happening}"
    async fn every_call(world, agency: Agency, happening: Happenings) {
        let code = code(world, &agency)?;
        for fault in happening.0 {
            world.plant(Rule::every(fault).from(&code))?;
        }
        Ok(())
    }

    /// Draws a schedule of mishaps from the scenario's seed before anything happens: of each so many calls of the
    /// system, whatever the operation, one suffers one of the quick happenings of the table. All of them must happen, so
    /// the system has to make that many calls.
    Given "one in {several} of the next {count} calls of {agency} suffers a mishap chosen by the seed" | "trong {count} lần gọi kế tiếp của {agency}, cứ {several} lần thì một lần gặp sự cố do hạt giống chọn"
    async fn storm(world, several: Number, count: Number, agency: Agency) {
        let code = code(world, &agency)?;
        for (nth, fault) in schedule(world, several.0, count.0)? {
            world.plant(Rule::every(fault).from(&code).nth(nth))?;
        }
        Ok(())
    }

    /// No mishap is planned any more. One that never happened proves nothing: the scenario is then inconclusive.
    When "the axis is well again" | "trục hoạt động bình thường trở lại"
    async fn well_again(world) {
        if world.government()?.document_system_under_test().is_some() {
            world.rest().await?;
        }
        world.mishaps_happened()?;
        world.government()?.taps().for_each(harness::Tap::clear_rules);
        Ok(())
    }

    /// Every planned mishap has happened by now; otherwise the scenario proves nothing. Its last step asks this by itself.
    Then "the mishap has happened" | "sự cố đó đã xảy ra"
    async fn has_happened(world) {
        world.mishaps_happened()
    }
}

impl World {
    /// Every planned fault was applied at least once.
    ///
    /// # Errors
    /// Inconclusive when one never happened.
    pub(crate) fn mishaps_happened(&mut self) -> Result<(), Ended> {
        let idle = self
            .government()?
            .taps()
            .find_map(|tap| tap.idle_rules().into_iter().next());
        match idle {
            None => Ok(()),
            Some(rule) => Err(Ended::inconclusive(
                Cause::Undecided,
                "the planned mishap happens",
                format!("it did not: {rule}"),
            )),
        }
    }

    /// What the latest exchange of the scenario suffered, when that left its caller without the axis's own answer.
    pub(crate) fn spoiled(&mut self) -> Result<Option<String>, Ended> {
        let (government, memory) = self.parts()?;
        let spoils = |rule: &&Rule| !happenings::leaves_the_answer(&rule.action);
        let planned: Vec<String> = (memory.planned.iter().filter(spoils))
            .map(|rule| rule.action.to_string())
            .collect();
        if planned.is_empty() {
            return Ok(None);
        }
        let last = government.recorder().last_exchange();
        let latest = |tap: &harness::Tap| {
            let mut latest = tap
                .exchanges()
                .all(|exchange| Some(exchange.number) == last);
            latest.pop()
        };
        let suffered = government
            .taps()
            .find_map(latest)
            .and_then(|exchange| exchange.fault);
        Ok(suffered.filter(|told| planned.iter().any(|fault| told.contains(fault.as_str()))))
    }
}

/// The code by which the tap knows the calls of a system.
fn code(world: &mut World, agency: &Agency) -> Result<String, Ended> {
    let identity = if agency.0 == UNDER_TEST {
        world.under_test()?.identity().clone()
    } else {
        world.system(agency)?.identity().clone()
    };
    Ok(identity.code)
}

/// Which of the next `count` calls suffer what: one of each `several`, place and mishap drawn from the seed.
fn schedule(world: &mut World, several: usize, count: usize) -> Result<Vec<(u32, Fault)>, Ended> {
    if several == 0 || count < several {
        let why = format!("one in {several} of {count} calls is none; let more calls suffer");
        return Err(Ended::error(why));
    }
    let faults = happenings::drawable();
    let rng = world.generator()?;
    let mut draw = |below: usize| rng.next_u32() as usize % below;
    let drawn = (0..count / several).map(|block| {
        let nth = block * several + draw(several) + 1;
        let nth = u32::try_from(nth).map_err(|error| Ended::error(error.to_string()))?;
        Ok((nth, faults[draw(faults.len())].clone()))
    });
    drawn.collect()
}
