//! A folder is continued by the next axis, and by one axis at a time.

use clock::Clock;
use platform::axis::{Axis, Period, Settings};
use platform::{Keep, OpenError};

use crate::client::*;
use crate::packages::Doc;

#[tokio::test]
async fn everything_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = || Keep::Folder(folder.path().to_owned());
    let world = world_with(Settings::default(), keep()).await;
    world
        .axis
        .add_alias(NGHE_AN, "40.H41")
        .await
        .expect("added");
    world.axis.close_agency(TU_PHAP).await.expect("closed");
    let sent = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    let items = world.client(NGHE_AN).received("edoc").await;
    let counted = world
        .axis
        .statistics(Period::default())
        .await
        .expect("read");
    let World {
        axis,
        clock,
        running,
        ..
    } = world;
    running.stop().await;
    drop(axis);

    let axis = Axis::open(Settings::default(), keep(), clock.clone()).expect("opened again");
    let running = axis.serve(([127, 0, 0, 1], 0).into()).await.expect("bound");
    let world = World {
        axis,
        clock,
        running,
        http: http_client(),
    };
    assert_eq!(world.client(NGHE_AN).received("edoc").await, items);
    assert_eq!(
        world
            .axis
            .statistics(Period::default())
            .await
            .expect("read"),
        counted
    );
    let again = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    assert_eq!(again, sent);
    let alias = Doc {
        to: &["40.H41"],
        id: "b",
        ..Doc::default()
    }
    .write();
    world
        .client(VPCP)
        .send(VPCP, &["40.H41"], "edoc", &alias)
        .await
        .doc_id();
    let closed = Doc {
        to: &[TU_PHAP],
        id: "c",
        ..Doc::default()
    }
    .write();
    assert_eq!(
        world
            .client(VPCP)
            .send(VPCP, &[TU_PHAP], "edoc", &closed)
            .await
            .code(),
        "23"
    );
}

#[tokio::test]
async fn a_folder_in_use_or_of_another_program_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |path: &std::path::Path| {
        Axis::open(
            Settings::default(),
            Keep::Folder(path.to_owned()),
            Clock::controlled(morning()),
        )
    };
    let _first = open(folder.path()).expect("opened");
    let error = open(folder.path()).expect_err("in use");
    assert!(matches!(error, OpenError::Folder { .. }));
    assert!(
        error.to_string().contains("another process has it open"),
        "{error}"
    );
    let file = folder.path().join("axis.lock");
    assert!(open(&file).is_err(), "a file is no folder");
}
