//! What a one-stop system tells the portal, heard by a portal that follows a script.

use protocols::portal::CodeShape;
use serde_json::Value;
use simulators::one_stop::{Heard, PortalAccount, ScriptedPortal};

use super::{failed, path};
use crate::ended::Ended;
use crate::params::{Number, Quoted};
use crate::step::steps;
use crate::world::World;

impl World {
    fn scripted(&mut self) -> Result<ScriptedPortal, Ended> {
        let portal = self.memory()?.one_stop.portal.clone();
        portal.ok_or_else(|| {
            Ended::not_applicable("the scenario scripts the portal, and the portal is a real one")
        })
    }

    fn heard(&mut self, service: &str) -> Result<Vec<Heard>, Ended> {
        let mut heard = self.scripted()?.heard();
        heard.retain(|one| one.service == service);
        Ok(heard)
    }
}

/// The values at a path of the items of calls.
fn values(heard: &[Heard], place: &str) -> Vec<String> {
    let items = heard.iter().flat_map(|one| one.data.iter());
    items
        .map(|item| {
            path::at(item, place)
                .iter()
                .map(path::shown)
                .collect::<Vec<_>>()
                .join("; ")
        })
        .collect()
}

steps! {
    /// The one-stop system, with an account at a portal that follows a script.
    Given "the one-stop system is open and synchronises" | "hệ thống một cửa đang hoạt động và đồng bộ"
    async fn open(world) {
        let portal = ScriptedPortal::default();
        let mut scripted = None;
        let url = world.government()?.front("portal", |_| {
            scripted = Some(portal.clone());
            portal.router()
        }).await?;
        let (code, name) = harness::government::ONE_STOP;
        let own = world.government()?.account("portal", code, name)?;
        let account = PortalAccount {
            url,
            agency: code.to_owned(),
            username: own.id,
            password: own.secret,
            destination: own.address.map_or_else(|| "DVCQG".to_owned(), |address| address.to_string()),
        };
        world.open_one_stop(Some(account)).await?;
        world.memory()?.one_stop.portal = scripted;
        Ok(())
    }

    /// From now on the portal does something out of the ordinary.
    Given "the portal {script}" | "Cổng {script}"
    async fn follows(world, script: Quoted) {
        let portal = world.scripted()?;
        let known = match script.0.as_str() {
            "writes codes as numbers" => { portal.follow(|script| script.shape = CodeShape::Number); true }
            "writes codes as 00" => { portal.follow(|script| script.shape = CodeShape::Padded); true }
            "ends sessions after four calls" => { portal.follow(|script| script.calls_per_session = 4); true }
            "forgets in look-ups" => { portal.follow(|script| script.forgetful = true); true }
            "refuses dossiers" => { portal.follow(|script| script.refuses = true); true }
            "is away" => { portal.follow(|script| script.away = true); true }
            "is back" => { portal.follow(|script| script.away = false); true }
            _ => false,
        };
        if known { Ok(()) } else { Err(Ended::error(format!("no such script: {}", script.0))) }
    }

    /// How many calls of a service the portal took.
    Then "the portal took {number} of {service}" | "Cổng đã nhận {number} lần {service}"
    async fn took(world, number: Number, service: Quoted) {
        let taken = world.heard(&service.0)?.iter().filter(|one| one.taken).count();
        if taken == number.0 { Ok(()) } else { Err(failed(format!("{} of {} taken", number.0, service.0), taken.to_string())) }
    }

    /// How many calls of a service reached the portal, taken or not.
    Then "the portal heard {number} of {service}" | "Cổng đã nghe {number} lần {service}"
    async fn counted(world, number: Number, service: Quoted) {
        let heard = world.heard(&service.0)?.len();
        if heard == number.0 { Ok(()) } else { Err(failed(format!("{} of {}", number.0, service.0), heard.to_string())) }
    }

    /// A value of the last dossier that the portal was told, in the wire's names.
    Then "the portal's dossier has {place} {value}" | "hồ sơ trên Cổng có {place} {value}"
    async fn last(world, place: Quoted, value: Quoted) {
        let heard = world.heard("DongBoHoSoMC")?;
        let found = values(&heard, &place.0).pop().unwrap_or_default();
        if found == value.0 { Ok(()) } else { Err(failed(format!("{} {}", place.0, value.0), found)) }
    }

    /// A value of every step that the portal was told, in order, joined by `; `.
    Then "the portal's steps have {place} {value}" | "các bước trên Cổng có {place} {value}"
    async fn all(world, place: Quoted, value: Quoted) {
        let heard = world.heard("CapNhatTienDoHoSoMC")?;
        let found = values(&heard, &place.0).join("; ");
        if found == value.0 { Ok(()) } else { Err(failed(format!("{} {}", place.0, value.0), found)) }
    }

    /// The portal knows the dossier by the code that the applicant has.
    Then "the portal knows the dossier by its own code" | "Cổng biết hồ sơ theo đúng mã của nó"
    async fn own_code(world) {
        let code = world.memory()?.one_stop.code.clone();
        let heard = world.heard("DongBoHoSoMC")?;
        let found = values(&heard, "MaHoSo").pop().unwrap_or_default();
        if found == code { Ok(()) } else { Err(failed(code, found)) }
    }

    /// Every text of every step keeps the portal's limits (50 characters for who did it).
    Then "the portal's steps keep the limits" | "các bước trên Cổng trong giới hạn độ dài"
    async fn limits(world) {
        let heard = world.heard("CapNhatTienDoHoSoMC")?;
        let items = heard.iter().flat_map(|one| one.data.iter());
        let long = items.filter_map(|item| item["NguoiXuLy"].as_str()).find(|name| name.chars().count() > 50);
        match long {
            None if heard.is_empty() => Err(failed("steps", Value::Null.to_string())),
            None => Ok(()),
            Some(name) => Err(failed("at most 50 characters of NguoiXuLy", name)),
        }
    }
}
