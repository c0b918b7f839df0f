//! The services beside the axis, one port each, with accounts for everybody.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clock::Clock;
use harness::Seed;
use harness::target::SERVICES;
use nation::{Business, Citizen, Nation};
use platform::identity::{Account, Client, Identity, Lookup, Realm, people};
use platform::licences::Licences;
use platform::monitoring::Monitoring;
use platform::portal::{AccountRecord, Portal};
use platform::registers::population::FIELDS;
use platform::registers::{HealthFacility, Population, Post};
use platform::{Component, Keep, Opening, Running, serve};
use protocols::agencies::{self, Agency};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::exit::usage;

/// The registers that take a key, in the order of their ports.
const REGISTERS: [&str; 3] = ["population", "health", "post"];

/// How many people are shown to log in as; all of the nation can.
const PEOPLE: u32 = 3;

/// Where everything is raised and from which seed.
pub struct Ground<'a> {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port of the first service; 0 takes free ones.
    pub port: u16,
    /// Folder of the state; none keeps it in memory.
    pub data: Option<&'a Path>,
    /// The seed of secrets and of the synthetic nation.
    pub seed: u64,
    /// Where the user's own one-stop system or portal answers.
    pub own: &'a str,
}

/// A service that is up.
pub struct Service {
    /// Its role.
    pub role: &'static str,
    /// Its base address.
    pub url: String,
    /// The paths worth knowing.
    pub paths: &'static [&'static str],
    /// What others need to use it.
    pub accounts: Vec<Value>,
}

/// Everything beside the axis.
pub struct Country {
    /// The services in the order of their ports.
    pub services: Vec<Service>,
    /// People to log in as.
    pub people: Vec<Value>,
    running: Vec<Running>,
}

impl Country {
    /// Takes everything down, requests under way finished.
    pub async fn stop(self) {
        for running in self.running {
            running.stop().await;
        }
    }
}

/// Raises every service.
pub async fn raise(ground: &Ground<'_>) -> anyhow::Result<Country> {
    let seed = Seed(ground.seed);
    let mut country = Country {
        services: Vec::new(),
        people: some_people(&Nation::new(ground.seed), seed),
        running: Vec::new(),
    };
    country.portal(ground, seed).await?;
    country.identity(ground, seed).await?;
    country.monitoring(ground).await?;
    country.licences(ground, seed).await?;
    country.registers(ground, seed).await?;
    Ok(country)
}

impl Country {
    async fn portal(&mut self, ground: &Ground<'_>, seed: Seed) -> anyhow::Result<()> {
        let settings = platform::portal::Settings {
            nation_seed: ground.seed,
            ..Default::default()
        };
        let paths = &["/mapi/login", "/mapi/g", "/portal/"];
        let portal: Portal = self.open(ground, settings, paths).await?;
        let mut accounts = Vec::new();
        for agency in everybody() {
            let (id, secret) = account(seed, "portal", agency);
            portal
                .register_account(AccountRecord {
                    username: id.clone(),
                    password: secret.clone(),
                    agency: agency.code.clone(),
                    name: agency.name.clone(),
                    address: None,
                })
                .await?;
            accounts.push(described(agency, &id, &secret));
        }
        self.give("portal", accounts);
        Ok(())
    }

    async fn identity(&mut self, ground: &Ground<'_>, seed: Seed) -> anyhow::Result<()> {
        let settings = platform::identity::Settings {
            // A real machine's tokens must not be guessed from a seed.
            id_seed: None,
            key_seed: ground.seed,
            ..Default::default()
        };
        let paths = &["/.well-known/openid-configuration", "/oauth2/authorize"];
        let identity: Identity = self.open(ground, settings, paths).await?;
        let mut accounts = Vec::new();
        for agency in agencies::provinces() {
            let (id, secret) = account(seed, "identity", agency);
            identity
                .register_client(Client {
                    id: id.clone(),
                    secret: Some(secret.clone()),
                    name: agency.name.clone(),
                    redirects: vec![format!("{}/sso/callback", ground.own)],
                    after_logout: vec![ground.own.to_owned()],
                    ..Client::default()
                })
                .await?;
            accounts.push(described(agency, &id, &secret));
        }
        self.give("identity", accounts);
        identity.finds_people_with(everyone(Nation::new(ground.seed), seed));
        Ok(())
    }

    async fn monitoring(&mut self, ground: &Ground<'_>) -> anyhow::Result<()> {
        let paths = &["/tracking", "/TrackingMCDT"];
        let monitoring: Monitoring = self.open(ground, Default::default(), paths).await?;
        let mut sites = Vec::new();
        for (number, agency) in (1_u32..).zip(everybody()) {
            let host = format!("dichvucong.{}.example", agency.code.to_lowercase());
            monitoring.connect(number, &host, &agency.code).await?;
            sites.push(
                json!({"site": number, "host": host, "agency": agency.code, "name": agency.name}),
            );
        }
        self.give("monitoring", sites);
        Ok(())
    }

    async fn licences(&mut self, ground: &Ground<'_>, seed: Seed) -> anyhow::Result<()> {
        let paths = &["/mapi/login", "/mapi/g", "/apiGTVT/danhsachhoso"];
        let licences: Licences = self.open(ground, Default::default(), paths).await?;
        let mut accounts = Vec::new();
        for agency in agencies::provinces() {
            let (id, secret) = account(seed, "licences", agency);
            licences
                .register(&id, &secret, &agency.code, &agency.name)
                .await?;
            accounts.push(described(agency, &id, &secret));
        }
        self.give("licences", accounts);
        Ok(())
    }

    /// Population, health certificates, post: each takes a key.
    async fn registers(&mut self, ground: &Ground<'_>, seed: Seed) -> anyhow::Result<()> {
        let population: Population = self
            .open(ground, Default::default(), &["/dan-cu/xac-minh"])
            .await?;
        let health: HealthFacility = self
            .open(ground, Default::default(), &["/giay-kham"])
            .await?;
        let post: Post = self
            .open(ground, Default::default(), &["/don-hang"])
            .await?;
        let mut keys = [Vec::new(), Vec::new(), Vec::new()];
        for agency in everybody() {
            let key = |role| account(seed, role, agency).1;
            let own = REGISTERS.map(key);
            population.permit(&own[0], &agency.code, &FIELDS).await?;
            health.connect(&own[1], &agency.name).await?;
            post.register(&own[2], &agency.code).await?;
            for (keys, key) in keys.iter_mut().zip(own) {
                keys.push(json!({"agency": agency.code, "name": agency.name, "key": key}));
            }
        }
        for (role, keys) in REGISTERS.into_iter().zip(keys) {
            self.give(role, keys);
        }
        Ok(())
    }
}

impl Country {
    /// Opens a component on its port.
    async fn open<C: Component>(
        &mut self,
        ground: &Ground<'_>,
        settings: C::Settings,
        paths: &'static [&'static str],
    ) -> anyhow::Result<C> {
        let listener = self.listen(ground).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let component = C::open(Opening {
            settings,
            keep: kept(ground.data, C::ROLE),
            clock: Clock::system(),
            public_url: url.clone(),
        })
        .map_err(usage)?;
        let running = serve::serve_on(component.router(), component.limits(), listener)?;
        self.running.push(running);
        self.services.push(Service {
            role: C::ROLE,
            url,
            paths,
            accounts: Vec::new(),
        });
        Ok(component)
    }

    /// The next port.
    async fn listen(&self, ground: &Ground<'_>) -> anyhow::Result<TcpListener> {
        let port = match ground.port {
            0 => 0,
            first => u16::try_from(self.services.len())
                .ok()
                .and_then(|nth| first.checked_add(nth))
                .ok_or_else(|| {
                    usage(format!(
                        "no ports are left above {first}; choose a lower --port"
                    ))
                })?,
        };
        let address = SocketAddr::new(ground.address, port);
        TcpListener::bind(address).await.map_err(|error| {
            usage(format!(
                "cannot listen on {address}: {error}; {} ports from --port on are needed, choose another --port or --address",
                SERVICES.len() + 1
            ))
        })
    }

    fn give(&mut self, role: &str, accounts: Vec<Value>) {
        if let Some(service) = self
            .services
            .iter_mut()
            .find(|service| service.role == role)
        {
            service.accounts = accounts;
        }
    }
}

/// Everybody of the nation can log in, with a password that the seed gives.
fn everyone(nation: Nation, seed: Seed) -> Lookup {
    Arc::new(move |realm, name| {
        let found = match realm {
            Realm::Citizens => {
                let citizen = nation.citizen_of(name);
                let citizen = citizen.map(|citizen| citizen_account(&citizen, seed));
                let business = |business: Business| {
                    people::business(&business, &password(seed, &business.tax_code))
                };
                citizen.or_else(|| nation.business_of(name).map(business))
            }
            Realm::Officers => None,
        };
        found.filter(|account| account.username == name)
    })
}

fn citizen_account(citizen: &Citizen, seed: Seed) -> Account {
    people::citizen(citizen, &password(seed, &citizen.id))
}

/// The password of somebody of the nation.
fn password(seed: Seed, name: &str) -> String {
    format!("{:08x}", seed.derive("password").derive(name).0 >> 32)
}

/// A few people to log in as.
fn some_people(nation: &Nation, seed: Seed) -> Vec<Value> {
    let person = |index| {
        let citizen = nation.citizen(index);
        json!({"id": citizen.id, "secret": password(seed, &citizen.id), "name": citizen.name})
    };
    (0..PEOPLE).map(person).collect()
}

/// Each component keeps its state in a folder of its own.
fn kept(data: Option<&Path>, role: &str) -> Keep {
    data.map_or(Keep::Memory, |data| {
        let folder: PathBuf = data.join(role);
        Keep::Folder(folder)
    })
}

fn everybody() -> impl Iterator<Item = &'static Agency> {
    agencies::ministries()
        .into_iter()
        .chain(agencies::provinces())
}

/// Name and secret of an agency's account with a service.
fn account(seed: Seed, role: &str, agency: &Agency) -> (String, String) {
    let secret = seed
        .derive(role)
        .derive(&format!("secret of {}", agency.code));
    (
        format!("{}.{role}", agency.code),
        format!("{:016x}", secret.0),
    )
}

fn described(agency: &Agency, id: &str, secret: &str) -> Value {
    json!({"id": id, "secret": secret, "agency": agency.code, "name": agency.name})
}
