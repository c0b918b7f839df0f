//! Many systems in one process.

use std::net::SocketAddr;
use std::time::Instant;

use clock::Clock;
use platform::Keep;
use platform::axis::{AgencyRecord, Axis, Settings};
use protocols::vxp::sign::Credentials;
use simulators::{ClientSettings, Draft, Face, Fleet, FleetRound, Identity, Member, Temperament};

use crate::support::double::Double;
use crate::support::monday;

fn member(place: usize) -> Member {
    let code = format!("{:03}.{:02}.01.H53", place % 1_000, place / 1_000 + 1);
    Member {
        credentials: Credentials {
            system_id: code.clone(),
            secret: format!("secret {place}"),
        },
        identity: Identity::new(code, format!("Đơn vị {place}")),
        temperament: Temperament::sound(),
    }
}

/// Every system sends one document to the next one; all work until nothing moves.
async fn exchange(url: &str, clock: &Clock, members: Vec<Member>) -> Fleet {
    let count = members.len();
    let receivers: Vec<Identity> = members
        .iter()
        .cycle()
        .skip(1)
        .take(count)
        .map(|one| one.identity.clone())
        .collect();
    let fleet =
        Fleet::new(url, Face::Vxp, members, clock, 7, ClientSettings::default()).expect("a fleet");
    for (system, receiver) in fleet.systems().iter().zip(&receivers) {
        system
            .queue(Draft::new("Về việc báo cáo").to(receiver))
            .expect("queued");
    }
    let rounds = fleet.work_until_quiet(10).await;
    let total = |count: fn(&FleetRound) -> usize| rounds.iter().map(count).sum::<usize>();
    let troubles: Vec<_> = rounds
        .iter()
        .flat_map(|round| &round.troubles)
        .take(3)
        .collect();
    assert!(troubles.is_empty(), "{troubles:?}");
    assert!(rounds[rounds.len() - 1].idle());
    assert_eq!(
        (total(|round| round.sent), total(|round| round.documents)),
        (count, count)
    );
    assert_eq!(
        (total(|round| round.answered), total(|round| round.statuses)),
        (2 * count, 2 * count),
        "01 and 03 each"
    );
    assert!(
        fleet
            .systems()
            .iter()
            .all(|one| one.incoming()[0].number == Some(1) && one.alerts().is_empty())
    );
    fleet
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_systems_each_send_receive_and_answer() {
    let started = Instant::now();
    let clock = Clock::controlled(monday());
    let url = Double::default().start().await;
    let fleet = exchange(&url, &clock, (0..2_000).map(member).collect()).await;
    assert_eq!(
        fleet
            .get("007.01.01.H53")
            .map(|one| one.statistics().statuses_received),
        Some(2)
    );
    println!("{:?}, {} kB resident", started.elapsed(), resident());
    assert!(resident() < 300_000, "kB resident: {}", resident());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_province_exchanges_over_the_reference_axis() {
    let clock = Clock::controlled(monday());
    let axis = Axis::open(Settings::default(), Keep::Memory, clock.clone()).expect("an axis");
    let members: Vec<Member> = (0..150).map(member).collect();
    let records = members
        .iter()
        .map(|one| AgencyRecord::new(&one.identity.code, &one.identity.name));
    axis.register_agencies(records.collect())
        .await
        .expect("registered");
    for member in &members {
        let credentials = &member.credentials;
        let registered = axis.register_system(
            &member.identity.code,
            &credentials.system_id,
            &credentials.secret,
        );
        registered.await.expect("registered");
    }
    let running = axis
        .serve(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .expect("a port");
    exchange(&running.url, &clock, members).await;
}

/// Resident memory of this process in kB, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or_default()
}
