//! Agencies, a clock in working time, and systems on a given axis.

pub mod double;

use clock::Clock;
use jiff::civil::{DateTime, date};
use protocols::vxp::sign::Credentials;
use simulators::document_system::AlertKind;
use simulators::{Connection, DocumentSystem, Draft, Face, Identity, Temperament, temperament};

use double::Double;

/// Monday morning, working time.
pub fn monday() -> DateTime {
    date(2026, 3, 2).at(9, 0, 0, 0)
}

pub fn office() -> Identity {
    Identity {
        code: "000.00.00.G22".into(),
        qd20: Some("G22".into()),
        name: "Văn phòng Chính phủ".into(),
    }
}

pub fn province() -> Identity {
    Identity {
        code: "000.00.00.H37".into(),
        qd20: Some("H37".into()),
        name: "UBND tỉnh Lạng Sơn".into(),
    }
}

pub fn city() -> Identity {
    Identity {
        code: "000.00.00.H41".into(),
        qd20: Some("H41".into()),
        name: "UBND tỉnh Nghệ An".into(),
    }
}

/// Systems on one axis, one clock.
pub struct World {
    pub clock: Clock,
    pub url: String,
    pub face: Face,
}

impl World {
    pub fn system(&self, identity: Identity) -> DocumentSystem {
        self.of(identity, Temperament::sound())
    }

    pub fn of(&self, identity: Identity, temperament: Temperament) -> DocumentSystem {
        let credentials = Credentials {
            system_id: identity.code.clone(),
            secret: format!("secret of {}", identity.code),
        };
        let connection = Connection {
            url: self.url.clone(),
            face: self.face,
            credentials,
        };
        let seed = identity.code.bytes().map(u64::from).sum();
        DocumentSystem::with_temperament(
            identity,
            connection,
            self.clock.clone(),
            seed,
            temperament,
        )
    }
}

/// Rounds of all systems until none has anything to do.
pub async fn settle(systems: &[&DocumentSystem]) {
    for _ in 0..12 {
        let mut quiet = true;
        for system in systems {
            quiet &= system.work().await.expect("the lists are there").idle();
        }
        if quiet {
            return;
        }
    }
}

pub async fn world() -> (World, Double) {
    let double = Double::default();
    let url = double.start().await;
    (
        World {
            clock: Clock::controlled(monday()),
            url,
            face: Face::Vxp,
        },
        double,
    )
}

pub async fn two() -> (World, Double, DocumentSystem, DocumentSystem) {
    let (world, double) = world().await;
    let (sender, receiver) = (world.system(office()), world.system(province()));
    (world, double, sender, receiver)
}

pub fn habit(name: &str) -> Temperament {
    temperament::find(name).expect("a known temperament")
}

pub fn letter(subject: &str) -> Draft {
    Draft::new(subject).to(&province()).attach(
        "cong-van.pdf",
        *b"%PDF-1.7\n\xe2\xe3\xcf\xd3 noi dung\n%%EOF\n",
    )
}

pub fn codes(system: &DocumentSystem, key: &str) -> Vec<String> {
    let entry = system.find_outgoing(key).expect("sent");
    entry.deliveries[0]
        .statuses
        .iter()
        .map(|status| status.code.to_string())
        .collect()
}

pub fn kinds(system: &DocumentSystem) -> Vec<AlertKind> {
    system.alerts().iter().map(|alert| alert.kind).collect()
}
