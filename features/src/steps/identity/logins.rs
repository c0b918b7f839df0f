//! Logging in with a browser, as people do.

use protocols::oidc::claims::Claims;
use simulators::relying_party::{Linked, Outcome};

use super::memory::{browsed, refused};
use super::words::Person;
use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted};
use crate::step::{StepResult, steps};
use crate::world::World;

steps! {
    /// The person opens the portal, is sent to the sign-on, types name and password if asked, and comes back.
    When "{person} logs in at the portal of {agency}" | "{person} đăng nhập cổng của {agency}"
    async fn logs_in(world, person: Person, agency: Agency) {
        let address = world.portal(&agency)?.login_address("/ho-so");
        log_in(world, &person, &address).await
    }

    /// The person follows a deep link of the national portal to a procedure; the portal begins the login by itself.
    When "{person} follows a deep link to the portal of {agency}" | "{person} vào cổng của {agency} từ liên kết của Cổng Dịch vụ công quốc gia"
    async fn deep_link(world, person: Person, agency: Agency) {
        let own = world.portal(&agency)?.membership().own_url.clone();
        log_in(world, &person, &format!("{own}/nop-ho-so?vnconnect=1&MaTTHCDP=1.002820&MaDVC=1.002820.01")).await
    }

    /// The person opens the portal's login and types nothing.
    When "{person} opens the login of the portal of {agency}" | "{person} mở trang đăng nhập của cổng {agency}"
    async fn opens(world, person: Person, agency: Agency) {
        let address = world.portal(&agency)?.login_address("/");
        let mut browser = world.browser(&person).await?;
        let opened = browser.open(&address).await;
        world.put_browser(&person, browser)?;
        opened.map(drop).map_err(browsed)
    }

    /// The person types a wrong password on the page shown, so many times.
    When "{person} types a wrong password {times} times" | "{person} nhập sai mật khẩu {times} lần"
    async fn wrong_password(world, person: Person, times: Number) {
        let (username, _) = world.person(&person)?;
        let mut browser = world.browser(&person).await?;
        for _ in 0..times.0 {
            browser.log_in(&username, "not the password").await.map_err(browsed)?;
        }
        world.put_browser(&person, browser)
    }

    /// The person types name and password on the page shown.
    When "{person} types the right password" | "{person} nhập đúng mật khẩu"
    async fn right_password(world, person: Person) {
        let (username, password) = world.person(&person)?;
        let mut browser = world.browser(&person).await?;
        let typed = browser.log_in(&username, &password).await;
        world.put_browser(&person, browser)?;
        typed.map(drop).map_err(browsed)
    }

    /// The person goes on to the other provider and logs in there.
    When "{person} logs in at the portal of {agency} through VNeID" | "{person} đăng nhập cổng của {agency} qua VNeID"
    async fn through_vneid(world, person: Person, agency: Agency) {
        let address = world.portal(&agency)?.login_address("/");
        let (username, password) = world.person(&person)?;
        let mut browser = world.browser(&person).await?;
        browser.open(&address).await.map_err(browsed)?;
        browser.click("VNeID").await.map_err(browsed)?;
        let back = browser.log_in(&username, &password).await;
        world.put_browser(&person, browser)?;
        back.map(drop).map_err(browsed)
    }

    /// The portal's latest login is this person's: the subject of its token is that of the claims, and the claims are the account's.
    Then "the portal of {agency} knows {person}" | "cổng của {agency} biết {person}"
    async fn knows(world, agency: Agency, person: Person) {
        let told = claims(world, &agency)?;
        let known = world.memory()?.identity.people.get(person.en).and_then(|known| known.account.clone());
        let Some(account) = known else { return Ok(()) };
        if told.sub == account.claims.sub { Ok(()) } else { Err(refused(format!("the account of {}", person.en), "another account")) }
    }

    /// Every claim of the account has reached the portal unchanged, with those that the sign-on adds.
    Then "the portal of {agency} was told everything about {person}" | "cổng của {agency} nhận đủ thông tin về {person}"
    async fn told_everything(world, agency: Agency, person: Person) {
        let told = serde_json::to_value(claims(world, &agency)?).unwrap_or_default();
        let known = world.memory()?.identity.people.get(person.en).and_then(|known| known.account.clone());
        let account = known.ok_or_else(|| Ended::not_applicable("the scenario knows what is kept of an account of our own"))?;
        let kept = serde_json::to_value(&account.claims).unwrap_or_default();
        for (name, value) in kept.as_object().into_iter().flatten() {
            if &told[name] != value {
                return Err(refused(format!("the claim {name} as it is kept"), format!("{}", told[name])));
            }
        }
        for name in ["loAs", "userProfileUri", "logoutUri"] {
            if told[name].as_str().is_none_or(str::is_empty) {
                return Err(refused(format!("the claim {name}"), "none"));
            }
        }
        Ok(())
    }

    /// A claim of the portal's latest login has this value.
    Then "the claim {name} for the portal of {agency} is {value}" | "thông tin {name} cho cổng của {agency} là {value}"
    async fn claim_is(world, name: Quoted, agency: Agency, value: Quoted) {
        let told = serde_json::to_value(claims(world, &agency)?).unwrap_or_default();
        let found = told[&name.0].as_str().unwrap_or("none").to_owned();
        if found == value.0 { Ok(()) } else { Err(refused(format!("{} {}", name.0, value.0), found)) }
    }

    /// The portal's account was linked, made or known before.
    Then "the portal of {agency} has {number} accounts" | "cổng của {agency} có {number} tài khoản"
    async fn accounts(world, agency: Agency, number: Number) {
        let found = world.portal(&agency)?.accounts().len();
        let linked = world.portal(&agency)?.last_login().map(|login| login.linked);
        let fits = found == number.0 && (found > 1 || linked.is_some_and(|linked| linked != Linked::Mapped));
        if fits { Ok(()) } else { Err(refused(format!("{} accounts", number.0), format!("{found}"))) }
    }

    /// The browser shows a page that asks for a password.
    Then "{person} is asked for a password" | "{person} được yêu cầu nhập mật khẩu"
    async fn asked(world, person: Person) {
        if asks(world, &person).await? { Ok(()) } else { Err(refused("a page that asks for a password", shown(world, &person).await?)) }
    }

    /// The latest login of the portal was refused for this reason, and nobody is logged in.
    Then "the portal of {agency} lets nobody in: {why}" | "cổng của {agency} không cho ai vào: {why}"
    async fn nobody(world, agency: Agency, why: Quoted) {
        let portal = world.portal(&agency)?;
        match portal.outcomes().last() {
            Some(Outcome::Refused(found)) if found.contains(&why.0) && portal.sessions() == 0 => Ok(()),
            Some(Outcome::Refused(found)) => Err(refused(why.0, found.clone())),
            Some(Outcome::LoggedIn(_)) => Err(refused(why.0, "a login")),
            None => Err(refused(why.0, "nothing came back to the portal")),
        }
    }

    /// Nobody is logged in at the portal.
    Then "nobody is logged in at the portal of {agency}" | "không ai đang đăng nhập ở cổng của {agency}"
    async fn empty(world, agency: Agency) {
        match world.portal(&agency)?.sessions() {
            0 => Ok(()),
            more => Err(refused("no session at the portal", format!("{more}"))),
        }
    }

    /// The page shown holds no script of the person's making, and may not be framed.
    Then "the page for {person} is safe to show" | "trang hiển thị cho {person} là an toàn"
    async fn safe(world, person: Person) {
        let browser = world.browser(&person).await?;
        let page = browser.page().cloned();
        world.put_browser(&person, browser)?;
        let page = page.ok_or_else(|| Ended::error("no page was opened"))?;
        if page.body.contains("<script>alert") {
            return Err(refused("text of others escaped", "a script of others in the page"));
        }
        let framed = page.header("x-frame-options").is_none() && !page.header("content-security-policy").unwrap_or_default().contains("frame-ancestors");
        if framed { Err(refused("a login page that no other page may frame", "neither X-Frame-Options nor frame-ancestors")) } else { Ok(()) }
    }

    /// The person types a name with a script in it.
    When "{person} types a script for a name" | "{person} nhập đoạn mã thay cho tên"
    async fn types_script(world, person: Person) {
        let mut browser = world.browser(&person).await?;
        let typed = browser.log_in("\"><script>alert(1)</script>", "x").await;
        world.put_browser(&person, browser)?;
        typed.map(drop).map_err(browsed)
    }
}

async fn log_in(world: &mut World, person: &Person, address: &str) -> StepResult {
    let (username, password) = world.person(person)?;
    let mut browser = world.browser(person).await?;
    let mut came = browser.open(address).await;
    if came.is_ok()
        && browser
            .form(|form| form.password.is_some(), "a login")
            .is_ok()
    {
        came = browser.log_in(&username, &password).await;
    }
    world.put_browser(person, browser)?;
    came.map(drop).map_err(browsed)
}

fn claims(world: &mut World, agency: &Agency) -> Result<Claims, Ended> {
    let portal = world.portal(agency)?;
    match portal.outcomes().last() {
        Some(Outcome::LoggedIn(login)) => Ok(login.claims.clone()),
        Some(Outcome::Refused(why)) => Err(refused("a login at the portal", why.clone())),
        None => Err(refused(
            "a login at the portal",
            "nothing came back to the portal",
        )),
    }
}

async fn asks(world: &mut World, person: &Person) -> Result<bool, Ended> {
    let browser = world.browser(person).await?;
    let asks = browser
        .form(|form| form.password.is_some(), "a login")
        .is_ok();
    world.put_browser(person, browser)?;
    Ok(asks)
}

async fn shown(world: &mut World, person: &Person) -> Result<String, Ended> {
    let browser = world.browser(person).await?;
    let page = browser.page().map_or_else(
        || "no page".to_owned(),
        |page| format!("HTTP {}", page.status),
    );
    world.put_browser(person, browser)?;
    Ok(page)
}
