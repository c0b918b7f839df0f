//! `lienthong up`: the embedded government, kept up for any client.

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::Context as _;
use clock::Clock;
use harness::Seed;
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use protocols::agencies::{self, Agency};
use serde_json::json;

use super::Done;
use super::run::runtime;
use crate::cli::UpArgs;
use crate::exit::{Exit, usage};

/// What a client needs to speak for an agency.
pub struct System {
    /// System id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The agency it speaks for.
    pub agency: &'static Agency,
}

/// Brings the government up, says where, and waits for Ctrl-C or a termination signal.
pub fn run(args: &UpArgs) -> Done {
    runtime()?.block_on(async {
        let systems = systems(Seed(args.seed));
        let running = raise(args, &systems).await?;
        if args.json {
            println!("{}", described(&running.url, &systems));
        } else {
            print!("{}", told(&running.url, &systems));
        }
        std::io::stdout().flush()?;
        asked_to_stop().await?;
        running.stop().await;
        Ok(Exit::Pass)
    })
}

/// The axis with every agency and these systems, listening.
pub async fn raise(args: &UpArgs, systems: &[System]) -> anyhow::Result<Running> {
    let keep = args.data.clone().map_or(Keep::Memory, Keep::Folder);
    let axis = Axis::open(Settings::default(), keep, Clock::system()).map_err(usage)?;
    axis.register_agencies(agencies::all().iter().map(record).collect())
        .await?;
    for system in systems {
        axis.register_system(&system.agency.code, &system.id, &system.secret)
            .await?;
    }
    let address = SocketAddr::new(args.address, args.port);
    let served = axis.serve(address).await;
    served.map_err(|error| {
        usage(format!(
            "cannot listen on {address}: {error}; choose another --port or --address"
        ))
    })
}

fn record(agency: &Agency) -> AgencyRecord {
    let record = AgencyRecord::new(&agency.code, &agency.name);
    match &agency.qd20 {
        Some(code) => record.with_qd20(code),
        None => record,
    }
}

/// One system for every ministry and province, its secret derived from the seed.
pub fn systems(seed: Seed) -> Vec<System> {
    let system = |agency: &'static Agency| System {
        id: format!("{}.SYS", agency.code),
        secret: format!(
            "{:016x}",
            seed.derive(&format!("secret of {}", agency.code)).0
        ),
        agency,
    };
    agencies::ministries()
        .into_iter()
        .chain(agencies::provinces())
        .map(system)
        .collect()
}

fn described(url: &str, systems: &[System]) -> String {
    let systems: Vec<_> = systems
        .iter()
        .map(|system| {
            json!({
                "system_id": system.id,
                "secret": system.secret,
                "agency": system.agency.code,
                "name": system.agency.name,
            })
        })
        .collect();
    let axis = json!({
        "url": url,
        "vxp": format!("{url}/XrdAdapter/adapter"),
        "lgsp": format!("{url}/v1"),
        "systems": systems,
    });
    json!({"roles": {"axis": axis}}).to_string()
}

fn told(url: &str, systems: &[System]) -> String {
    let mut text = format!(
        "The document axis is up.\n  VXP   {url}/XrdAdapter/adapter/<operation>\n  LGSP  {url}/v1/<operation>\n\n\
         Systems (id, secret, agency):\n"
    );
    for System { id, secret, agency } in systems {
        text.push_str(&format!("  {id}  {secret}  {}\n", agency.name));
    }
    text.push_str("\nCtrl-C ends it.\n");
    text
}

async fn asked_to_stop() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate()).context("cannot listen for signals")?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result.context("cannot listen for Ctrl-C"),
        _ = terminated.recv() => Ok(()),
    }
}
