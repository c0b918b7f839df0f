//! Who takes part.

use platform::axis::AgencyRecord;
use simulators::{Face, Temperament};

use super::support::identity;
use crate::ended::Ended;
use crate::params::{Agency, FaceWord, Habit, Number, Quoted};
use crate::step::steps;

/// How many agencies the operator hands over in one go.
const REGISTERED_AT_ONCE: usize = 5_000;

steps! {
    /// Registers the agency and its document system on the axis (or borrows a registered one of an external axis).
    Given "{agency} is connected to the axis" | "{agency} đã kết nối với trục"
    async fn connected(world, agency: Agency) {
        world.connect(&agency, Face::Vxp, Temperament::sound()).await
    }

    /// As before, speaking one of the axis's two faces.
    Given "{agency} is connected to the axis through {face}" | "{agency} đã kết nối với trục qua {face}"
    async fn connected_through(world, agency: Agency, face: FaceWord) {
        world.connect(&agency, face.0, Temperament::sound()).await
    }

    /// Connects the agency's system with a habit seen in real clients (see the table of temperaments).
    Given "{agency} is connected to the axis with the habit {habit}" | "{agency} đã kết nối với trục với thói quen {habit}"
    async fn connected_with_habit(world, agency: Agency, habit: Habit) {
        world.connect(&agency, Face::Vxp, habit.0).await
    }

    /// Connects further agencies without a name of their own; “they” in later steps.
    Given "{count} further agencies are connected to the axis" | "{count} cơ quan khác đã kết nối với trục"
    async fn further(world, count: Number) {
        let named = crate::params::CAST.iter().map(|member| member.code).collect::<Vec<_>>();
        let free = protocols::agencies::all().iter().filter(|agency| {
            !named.contains(&agency.code.as_str()) && protocols::identifiers::form(&agency.code) == protocols::identifiers::Form::Qcvn2016
        });
        for agency in free.take(count.0) {
            let (government, memory) = world.parts()?;
            let system = government.participant(&agency.name, identity(&agency.code), Face::Vxp, Temperament::sound()).await?;
            if government.axis_binding() == harness::Binding::External {
                super::support::clear_desk(&system).await?;
            }
            memory.others.push(system);
        }
        Ok(())
    }

    /// Registers agencies in the directory of the embedded axis, without systems: enough to be sent to.
    Given "{count} further agencies are registered" | "{count} cơ quan khác đã được đăng ký"
    async fn registered(world, count: Number) {
        let code = |index: usize| format!("{:03}.{:02}.{:02}.H53", index / 9_801 + 700, index / 99 % 99 + 1, index % 99 + 1);
        let axis = world.operator()?;
        for start in (0..count.0).step_by(REGISTERED_AT_ONCE) {
            let part = start..count.0.min(start + REGISTERED_AT_ONCE);
            let records = part.map(|index| AgencyRecord::new(code(index), format!("Đơn vị số {}", index + 1)));
            axis.register_agencies(records.collect()).await.map_err(|error| Ended::error(error.to_string()))?;
        }
        world.memory()?.registered = (0..count.0).map(code).collect();
        Ok(())
    }

    /// Gives an agency one more code: an alias of the same agency.
    Given "{agency} also has the code {code}" | "{agency} còn có mã {code}"
    async fn alias(world, agency: Agency, code: Quoted) {
        let known = world.system(&agency)?.identity().code.clone();
        world.operator()?.add_alias(&known, &code.0).await.map_err(|error| Ended::error(error.to_string()))
    }

    /// The operator closes an agency's code, as after a merger.
    Given "the code of {agency} is closed" | "mã của {agency} đã bị đóng"
    async fn closed(world, agency: Agency) {
        let known = world.system(&agency)?.identity().code.clone();
        world.operator()?.close_agency(&known).await.map_err(|error| Ended::error(error.to_string()))
    }

    /// Registers an agency under any code, as old directories hold them, and connects its system.
    Given "an agency with the code {code} is connected to the axis" | "một cơ quan có mã {code} đã kết nối với trục"
    async fn connected_code(world, code: Quoted) {
        let (government, memory) = world.parts()?;
        let identity = simulators::Identity::new(&code.0, "Đơn vị thử nghiệm");
        let system = government.participant(&code.0, identity, Face::Vxp, Temperament::sound()).await?;
        memory.others.push(system);
        Ok(())
    }
}
