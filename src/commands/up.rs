//! `lienthong up`: the embedded government, kept up for any client.

mod country;

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::Context as _;
use clock::Clock;
use harness::Seed;
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use protocols::agencies::{self, Agency};
use serde_json::json;

use self::country::{Country, Ground};
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
        let country = country::raise(&Ground {
            address: args.address,
            port: args
                .port
                .checked_add(1)
                .filter(|_| args.port > 0)
                .unwrap_or(0),
            data: args.data.as_deref(),
            seed: args.seed,
            own: args.own.trim_end_matches('/'),
        })
        .await?;
        if args.json {
            println!("{}", described(&running.url, &systems, &country));
        } else {
            print!("{}", told(&running.url, &systems, &country));
        }
        std::io::stdout().flush()?;
        asked_to_stop().await?;
        country.stop().await;
        running.stop().await;
        Ok(Exit::Pass)
    })
}

/// The axis with every agency and these systems, listening.
pub async fn raise(args: &UpArgs, systems: &[System]) -> anyhow::Result<Running> {
    let keep = (args.data.as_ref()).map_or(Keep::Memory, |data| Keep::Folder(data.join("axis")));
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

fn described(url: &str, systems: &[System], country: &Country) -> String {
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
    let mut roles = serde_json::Map::from_iter([("axis".to_owned(), axis)]);
    for service in &country.services {
        let described = json!({
            "url": service.url,
            "paths": service.paths,
            "accounts": service.accounts,
        });
        roles.insert(service.role.to_owned(), described);
    }
    json!({"roles": roles, "people": country.people}).to_string()
}

fn told(url: &str, systems: &[System], country: &Country) -> String {
    let mut text = format!(
        "The government is up.\n\n  {:<11} {url}  /XrdAdapter/adapter/<operation>  /v1/<operation>\n",
        "axis"
    );
    for service in &country.services {
        let paths = service.paths.join("  ");
        text.push_str(&format!(
            "  {:<11} {}  {paths}\n",
            service.role, service.url
        ));
    }
    text.push_str("\nPeople to log in as (number, password, name); everybody of the nation can:\n");
    for person in &country.people {
        let word = |name: &str| person[name].as_str().unwrap_or_default().to_owned();
        text.push_str(&format!(
            "  {}  {}  {}\n",
            word("id"),
            word("secret"),
            word("name")
        ));
    }
    text.push_str(
        "\nSystems of the axis (id, secret, agency); --json tells the accounts of every service:\n",
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
