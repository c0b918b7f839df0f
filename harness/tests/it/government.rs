//! Governments of embedded and simulated roles.

use harness::tap::{Fault, Rule};
use harness::{
    Action, Binding, Government, Plan, RaiseError, Recorder, Stimulated, Target, Waited,
};
use simulators::{ClientError, Draft, Face, Identity, Temperament};

use crate::support::raise::{join, plan};

async fn government(keep_on_disk: bool) -> Government {
    let plan = plan(
        Target::embedded_default("axis"),
        &Recorder::in_memory(),
        "test/one",
    );
    Government::raise(Plan {
        keep_on_disk,
        ..plan
    })
    .await
    .expect("a government")
}

#[tokio::test]
async fn a_document_travels_and_is_recorded() {
    let mut government = government(false).await;
    let justice = join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    let province = join(&mut government, "UBND tỉnh Nghệ An", "000.00.00.H41").await;
    justice
        .send(Draft::new("Công văn").to(province.identity()))
        .await
        .expect("the axis takes it");
    government
        .until("the document to arrive", || !province.incoming().is_empty())
        .await
        .expect("it arrives");
    let settled = government.settle().await;
    assert!(settled.quiet && settled.failing.is_empty(), "{settled:?}");
    assert_eq!(government.axis_binding(), Binding::Embedded);
    let exchanges = government.tap().exchanges();
    let sent = exchanges
        .take(|exchange| exchange.operation == "sendEdoc")
        .expect("it went through the tap");
    assert_eq!(sent.from, "Bộ Tư pháp (000.00.00.G15)");
    let labels: Vec<&str> = government.participants().map(|(label, _)| label).collect();
    assert_eq!(labels, ["Bộ Tư pháp", "UBND tỉnh Nghệ An"]);
}

#[tokio::test]
async fn waiting_for_what_never_comes_ends_by_itself() {
    let mut government = government(false).await;
    join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    let waited = government
        .until("a miracle", || false)
        .await
        .expect_err("it never comes");
    assert!(matches!(waited, Waited::Quiet { .. }), "{waited}");
    government.tap().add_rule(Rule::every(Fault::Reset));
    let waited = government
        .until("a miracle", || false)
        .await
        .expect_err("it never comes");
    assert!(matches!(waited, Waited::Failing { .. }), "{waited}");
}

#[tokio::test]
async fn a_fault_that_passes_is_overcome() {
    let mut government = government(false).await;
    let justice = join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    let province = join(&mut government, "UBND tỉnh Nghệ An", "000.00.00.H41").await;
    justice
        .send(Draft::new("Công văn").to(province.identity()))
        .await
        .expect("the axis takes it");
    government
        .tap()
        .add_rule(Rule::every(Fault::Reset).on("getReceivedEdocList").nth(1));
    government
        .tap()
        .add_rule(Rule::every(Fault::SwallowAnswer).on("getEdoc").nth(1));
    government
        .until("the document to arrive", || !province.incoming().is_empty())
        .await
        .expect("it arrives in the end");
    assert!(government.tap().idle_rules().is_empty());
}

#[tokio::test]
async fn a_label_is_taken_once() {
    let mut government = government(false).await;
    join(&mut government, "A", "000.00.00.G15").await;
    let again = government.participant(
        "A",
        Identity::new("000.00.00.G18", "B"),
        Face::Vxp,
        Temperament::sound(),
    );
    assert!(matches!(again.await, Err(RaiseError::Twice(_))));
}

#[tokio::test]
async fn a_killed_axis_comes_back_with_what_it_took() {
    let mut government = government(true).await;
    let justice = join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    let province = join(&mut government, "UBND tỉnh Nghệ An", "000.00.00.H41").await;
    justice
        .send(Draft::new("Công văn").to(province.identity()))
        .await
        .expect("the axis takes it");
    let url = government.axis_url().to_owned();
    government.kill_axis().await.expect("it may be killed");
    assert!(government.axis().is_none());
    let refused = justice
        .send(Draft::new("Công văn").to(province.identity()))
        .await;
    assert!(
        matches!(refused, Err(ClientError::Reset { .. })),
        "{refused:?}"
    );
    government.start_axis().await.expect("it starts again");
    assert_eq!(government.axis_url(), url);
    government
        .until("the document to arrive", || !province.incoming().is_empty())
        .await
        .expect("it was kept");
}

#[tokio::test]
async fn only_an_axis_on_disk_may_be_killed() {
    let mut government = government(false).await;
    let error = government
        .kill_axis()
        .await
        .expect_err("it would lose everything");
    assert!(error.to_string().contains("keep_on_disk"));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_systems() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let mut government = government(false).await;
        let system = join(&mut government, "A", "000.00.00.G15").await;
        ids.push(system.client().connection().credentials.clone());
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn the_stand_in_does_what_a_real_system_would_be_told() {
    let target = Target::embedded_default("document-system");
    let mut government = Government::raise(plan(target, &Recorder::in_memory(), "test/ds"))
        .await
        .expect("a government");
    let justice = join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    let system = government
        .document_system_under_test()
        .expect("one is under test")
        .clone();
    let sent = justice
        .send(Draft::new("Công văn").to(system.identity()))
        .await
        .expect("the axis takes it");
    let accepted = system
        .stimulate(Action::Accept, &[("code", &sent.code)])
        .await;
    assert_eq!(accepted, Ok(Stimulated::Done));
    let values = [("to", "000.00.00.G15"), ("subject", "Báo cáo")];
    assert_eq!(
        system.stimulate(Action::Send, &values).await,
        Ok(Stimulated::Done)
    );
    government
        .until("the report to arrive", || justice.incoming().len() == 1)
        .await
        .expect("it arrives");
    government
        .until("the acceptance to arrive", || {
            justice.statuses_received().len() == 2
        })
        .await
        .expect("01 and 03 arrive");
}
