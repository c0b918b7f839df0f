//! What the axis keeps: over a crash, over its retention time, and in its statistics.

use platform::axis::Period;

use crate::ended::Ended;
use crate::params::{Agency, Number};
use crate::step::steps;

steps! {
    /// The axis is stopped without warning and started again over what it had kept.
    When "the axis is killed and started again" | "trục bị tắt đột ngột rồi khởi động lại"
    async fn killed(world) {
        let government = world.government()?;
        government.kill_axis().await?;
        government.start_axis().await.map_err(Ended::from)
    }

    /// The operator applies the axis's retention rules at the clock's now.
    When "the axis applies its retention" | "trục áp dụng thời hạn lưu giữ"
    async fn retains(world) {
        let axis = world.operator()?;
        axis.retain().await.map(drop).map_err(|error| Ended::error(error.to_string()))
    }

    /// The axis's counters of what an agency sent and received are these, and agree with a recount of its log.
    Then "the statistics count {sent} documents sent and {received} received by {agency}" | "thống kê ghi {agency} gửi {sent} và nhận {received} văn bản"
    async fn statistics(world, sent: Number, received: Number, agency: Agency) {
        let code = world.system(&agency)?.identity().code.clone();
        let axis = world.operator()?;
        let broken = |error: platform::axis::OperatorError| Ended::error(error.to_string());
        let kept = axis.statistics(Period::default()).await.map_err(broken)?;
        let counted = axis.recount(Period::default()).await.map_err(broken)?;
        if kept != counted {
            return Err(Ended::fail("counters that agree with the log", format!("{kept:?} against {counted:?}")));
        }
        let found = kept.agencies.get(&code).cloned().unwrap_or_default();
        if (found.documents_sent, found.documents_received) == (sent.0 as u64, received.0 as u64) {
            return Ok(());
        }
        Err(Ended::fail(format!("{} sent, {} received", sent.0, received.0), format!("{found:?}")))
    }
}
