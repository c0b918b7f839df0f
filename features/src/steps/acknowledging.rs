//! Transport acknowledgements: whether an item stays in the list.

use simulators::{Call, Desk};

use crate::ended::Ended;
use crate::params::{AckWord, Agency, DocumentName, Packages, Quoted};
use crate::step::steps;

/// Most rounds until an agency has worked through a handful of documents.
const ROUNDS: usize = 8;

steps! {
    /// Acknowledges the document that stands in the agency's list.
    When "{agency} acknowledges {name} as {word}" | "{agency} xác nhận {name} là {word}"
    async fn acknowledges(world, agency: Agency, name: DocumentName, word: AckWord) {
        let item = world.found_once(&agency, &name).await?;
        let system = world.system(&agency)?;
        let call = system.client().ack_call(&item.doc_id, word.0.wire(), "");
        world.memory()?.doc_id = Some(item.doc_id);
        world.call(&system, &call).await.map(drop)
    }

    /// Acknowledges the same item once more, whether it is still listed or not.
    When "{agency} acknowledges the same item as {word}" | "{agency} xác nhận lại mục đó là {word}"
    async fn acknowledges_again(world, agency: Agency, word: AckWord) {
        let doc_id = world.memory()?.doc_id.clone().ok_or_else(|| Ended::error("acknowledge the item before this step"))?;
        let system = world.system(&agency)?;
        let call = system.client().ack_call(&doc_id, word.0.wire(), "");
        world.call(&system, &call).await.map(drop)
    }

    /// Acknowledges with a word that is none of the three.
    When "{agency} acknowledges {name} with the word {word}" | "{agency} xác nhận {name} bằng từ {word}"
    async fn acknowledges_with(world, agency: Agency, name: DocumentName, word: Quoted) {
        let item = world.found_once(&agency, &name).await?;
        let system = world.system(&agency)?;
        let call = system.client().ack_call(&item.doc_id, &word.0, "");
        world.call(&system, &call).await.map(drop)
    }

    /// Acknowledges everything that waits for the agency as done.
    When "{agency} acknowledges all its {packages}" | "{agency} xác nhận mọi {packages} đến"
    async fn acknowledges_all(world, agency: Agency, packages: Packages) {
        let system = world.system(&agency)?;
        for item in system.client().list_received(packages.0, None).await? {
            system.client().update_status(&item.doc_id, simulators::Ack::Done, "").await?;
        }
        Ok(())
    }

    /// The agency's own document system does its rounds until nothing is left: fetch, check, register, answer,
    /// acknowledge. A round that a planned fault ends is followed by another one.
    When "{agency} works through what has arrived" | "{agency} xử lý hết văn bản đến"
    async fn works(world, agency: Agency) {
        let system = world.system(&agency)?;
        // On a real clock it may be night; the axis is under test here, not the clerk's hours.
        system.set_desk(Desk { keeps_hours: false, ..system.desk() });
        for _ in 0..ROUNDS {
            match system.work().await {
                Ok(round) if round.idle() => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    if world.spoiled()?.is_none() {
                        return Err(error.into());
                    }
                }
            }
        }
        Ok(())
    }

    /// Asks for a transport id that the axis never gave.
    When "{agency} fetches the transport id {id}" | "{agency} lấy mã vận chuyển {id}"
    async fn fetches_unknown(world, agency: Agency, id: Quoted) {
        let system = world.system(&agency)?;
        let call = system.client().get_call(&id.0);
        world.call(&system, &call).await.map(drop)
    }

    /// Fetches the item that was acknowledged, to judge the answer.
    When "{agency} fetches the same item again" | "{agency} lấy lại mục đó"
    async fn fetches_same(world, agency: Agency) {
        let doc_id = world.memory()?.doc_id.clone().ok_or_else(|| Ended::error("fetch or acknowledge the item before this step"))?;
        let system = world.system(&agency)?;
        let call: Call = system.client().get_call(&doc_id);
        world.call(&system, &call).await.map(drop)
    }
}
