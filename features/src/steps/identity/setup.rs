//! Who takes part: portals, people, the provider behind the sign-on.

use std::net::{Ipv4Addr, SocketAddr};

use platform::identity::{Client, Dialect, Identity, Realm, Settings, Upstream};
use platform::serve::serve;
use platform::{Component, Keep, Limits, Opening};
use protocols::oidc::claims::{Claims, Level};
use protocols::oidc::jws::Algorithm;
use simulators::relying_party::{Habits, Membership, RelyingParty};

use super::memory::{Known, Portal};
use super::people::drawn_person;
use super::words::{Person, PortalHabit};
use crate::ended::Ended;
use crate::params::{Agency, Number};
use crate::step::{StepResult, steps};
use crate::world::World;

steps! {
    /// Raises the agency's portal and registers it as a client of the sign-on. At a real sign-on the portal answers at the redirect
    /// address of its account in the target file.
    Given "{agency} has a portal at the sign-on" | "{agency} có cổng dùng hệ thống xác thực"
    async fn portal(world, agency: Agency) {
        raise_portal(world, &agency, Habits::default(), Realm::Citizens, Algorithm::Rs256).await
    }

    /// Raises a portal with a habit of real ones.
    Given "{agency} has a portal at the sign-on that {habit}" | "{agency} có cổng dùng hệ thống xác thực với thói quen: {habit}"
    async fn portal_with_habit(world, agency: Agency, habit: PortalHabit) {
        raise_portal(world, &agency, habit.0.sets.clone(), Realm::Citizens, Algorithm::Rs256).await
    }

    /// Raises a portal whose ID tokens are signed on the curve P-256.
    Given "{agency} has a portal at the sign-on that wants ES256" | "{agency} có cổng dùng hệ thống xác thực với chữ ký ES256"
    async fn portal_es256(world, agency: Agency) {
        world.sign_on().await?;
        raise_portal(world, &agency, Habits::default(), Realm::Citizens, Algorithm::Es256).await
    }

    /// Raises the desk at which the agency's officers work; they log in by the same sign-on, in a realm of their own.
    Given "{agency} has a desk for officers at the sign-on" | "{agency} có phân hệ cán bộ dùng hệ thống xác thực"
    async fn desk(world, agency: Agency) {
        world.sign_on().await?;
        raise_portal(world, &agency, Habits::default(), Realm::Officers, Algorithm::Rs256).await
    }

    /// Gives somebody an account. At a real sign-on it is the account of that name in the target file.
    Given "{person} has an account" | "{person} có tài khoản"
    async fn account(world, person: Person) {
        register(world, &person, Level::One, |_| {}).await
    }

    /// Gives somebody an account of a level.
    Given "{person} has an account of level {level}" | "{person} có tài khoản mức {level}"
    async fn account_of_level(world, person: Person, level: Number) {
        world.sign_on().await?;
        register(world, &person, Level::from_number(i64::try_from(level.0).unwrap_or(1)), |_| {}).await
    }

    /// Gives somebody an account without an e-mail address.
    Given "{person} has an account without an e-mail address" | "{person} có tài khoản không có thư điện tử"
    async fn account_without_email(world, person: Person) {
        world.sign_on().await?;
        register(world, &person, Level::One, |claims| claims.email = None).await
    }

    /// The identity card changes: the 9-digit number goes, the 12-digit number is another one; the account stays the same.
    When "{person} gets a new identification number" | "{person} được cấp số định danh mới"
    async fn renumbered(world, person: Person) {
        let operator = world.sign_on().await?;
        let known = world.memory()?.identity.people.get_mut(person.en);
        let account = known.and_then(|known| known.account.as_mut()).ok_or_else(|| Ended::error("no account yet"))?;
        account.claims.old_id = None;
        account.claims.personal_id = Some(format!("000000{:06}", person.number));
        let account = account.clone();
        operator.register_accounts(vec![account]).await.map_err(|error| Ended::error(error.to_string()))
    }

    /// Puts another provider behind the sign-on: people may log in there (VNeID).
    Given "the sign-on sends people on to VNeID" | "hệ thống xác thực cho đăng nhập qua VNeID"
    async fn vneid(world) {
        let operator = world.sign_on().await?;
        let account = world.government()?.account("identity", "VNeID", "VNeID")?;
        let clock = world.government()?.clock().clone();
        let address = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).map_err(|error| Ended::error(error.to_string()))?;
        let url = format!("http://{address}");
        let settings = Settings { dialect: Dialect::Vneid, ..Settings::default() };
        let opening = Opening { settings, keep: Keep::Memory, clock, public_url: url.clone() };
        let vneid = Identity::open(opening).map_err(|error| Ended::error(error.to_string()))?;
        let running = vneid.serve(address).await.map_err(|error| Ended::error(error.to_string()))?;
        let here = operator.issuer().to_owned();
        let client = Client {
            id: account.id.clone(),
            secret: Some(account.secret.clone()),
            redirects: vec![format!("{here}/commonauth/back")],
            after_logout: vec![format!("{here}/commonauth/farewell")],
            ..Client::default()
        };
        vneid.register_client(client).await.map_err(|error| Ended::error(error.to_string()))?;
        operator.sends_people_to(Some(Upstream {
            issuer: url,
            client_id: account.id,
            client_secret: account.secret,
            name: protocols::oidc::FROM_VNEID.into(),
        }));
        world.memory()?.identity.vneid = Some((vneid, running));
        Ok(())
    }

    /// The person is known to VNeID, with the chip card read, under a subject of VNeID's own.
    Given "VNeID knows {person}" | "VNeID biết {person}"
    async fn known_at_vneid(world, person: Person) {
        let memory = &world.memory()?.identity;
        let known = memory.people.get(person.en).and_then(|known| known.account.clone());
        let vneid = memory.vneid.as_ref().map(|(vneid, _)| vneid.clone()).ok_or_else(|| Ended::error("there is no VNeID yet"))?;
        let mut account = known.ok_or_else(|| Ended::error("give the person an account first"))?;
        account.claims.sub = format!("vneid-{}", person.number);
        account.level = Level::Three;
        vneid.register_accounts(vec![account]).await.map_err(|error| Ended::error(error.to_string()))
    }
}

async fn raise_portal(
    world: &mut World,
    agency: &Agency,
    habits: Habits,
    realm: Realm,
    algorithm: Algorithm,
) -> StepResult {
    let raised = world.government()?.service::<Identity>().await?;
    let account = world
        .government()?
        .account("identity", agency.0.code, agency.0.vi)?;
    let clock = world.government()?.clock().clone();
    let wrong = |error: std::io::Error| Ended::error(format!("the portal cannot listen: {error}"));
    let address: SocketAddr = match &account.address {
        Some(address) => listening(address)?,
        None => std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|free| free.local_addr())
            .map_err(wrong)?,
    };
    let membership = Membership {
        provider: raised.url.clone(),
        client_id: account.id.clone(),
        client_secret: account.secret.clone(),
        level: "LoA1".into(),
        own_url: format!("http://{address}"),
    };
    let party = RelyingParty::new(membership, habits, clock, u64::from(address.port()));
    if let Some(operator) = &raised.ours {
        let own = format!("http://{address}");
        let client = Client {
            id: account.id,
            secret: Some(account.secret),
            name: agency.0.vi.to_owned(),
            realm,
            redirects: vec![party.callback()],
            after_logout: vec![format!("{own}/")],
            back_channel: Some(format!("{own}/backchannel")),
            algorithm,
        };
        operator
            .register_client(client)
            .await
            .map_err(|error| Ended::error(error.to_string()))?;
    }
    let running = serve(party.router(), Limits::default(), address)
        .await
        .map_err(wrong)?;
    let memory = &mut world.memory()?.identity;
    memory.url = raised.url;
    memory
        .portals
        .insert(agency.0.en, Portal::new(party, running));
    Ok(())
}

/// Where a portal listens whose redirect address is registered at a real sign-on: `http://127.0.0.1:8090/callback`.
fn listening(address: &str) -> Result<SocketAddr, Ended> {
    let origin = address
        .strip_prefix("http://")
        .and_then(|rest| rest.strip_suffix("/callback"));
    origin.and_then(|origin| origin.replace("localhost", "127.0.0.1").parse().ok()).ok_or_else(|| {
        Ended::not_applicable(format!(
            "the portal of an account answers at its redirect address: expected http://<address>:<port>/callback, found {address}"
        ))
    })
}

async fn register(
    world: &mut World,
    person: &Person,
    level: Level,
    change: impl FnOnce(&mut Claims),
) -> StepResult {
    let raised = world.government()?.service::<Identity>().await?;
    let drawn = world
        .government()?
        .account("identity", person.en, person.en)?;
    world.memory()?.identity.url.clone_from(&raised.url);
    let known = match raised.ours {
        None => Known {
            username: drawn.id,
            password: drawn.secret,
            account: None,
        },
        Some(operator) => {
            let today = world.government()?.clock().today();
            let mut account = drawn_person(person, level, drawn.secret, today);
            change(&mut account.claims);
            operator
                .register_accounts(vec![account.clone()])
                .await
                .map_err(|error| Ended::error(error.to_string()))?;
            Known {
                username: account.username.clone(),
                password: account.password.clone(),
                account: Some(account),
            }
        }
    };
    world.memory()?.identity.people.insert(person.en, known);
    Ok(())
}
