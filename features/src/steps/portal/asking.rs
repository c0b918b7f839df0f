//! What agencies ask the portal for, soundly and not.

use protocols::portal::{CALL_PATH, LOGIN_PATH};
use serde_json::{Map, Value, json};

use super::values::{self, Fields};
use super::words::Wrong;
use crate::ended::Ended;
use crate::params::{Agency, Quoted, Rows};
use crate::step::steps;

steps! {
    /// Calls a service that needs nothing more.
    When "{agency} asks the portal for {service}" | "{agency} gọi dịch vụ {service} của Cổng"
    async fn asks(world, agency: Agency, service: Quoted) {
        world.portal_call(&agency, &service.0, Map::new()).await
    }

    /// Calls a service with further fields of the body.
    When "{agency} asks the portal for {service} with" | "{agency} gọi dịch vụ {service} của Cổng với"
    async fn asks_with(world, agency: Agency, service: Quoted, fields: Rows<Fields>) {
        let now = world.now()?;
        let mut body = json!({});
        values::set(&mut body, &fields.rows, &world.memory()?.portal, now)?;
        let fields = body.as_object().cloned().unwrap_or_default();
        world.portal_call(&agency, &service.0, fields).await
    }

    /// Makes a call that no portal may serve.
    When "{agency} makes a call {wrong}" | "{agency} gửi lời gọi {wrong}"
    async fn wrong_call(world, agency: Agency, wrong: Wrong) {
        let client = world.memory()?.portal.client(agency.0.code)?;
        if client.session().is_none() {
            client.login().await.map_err(super::syncing::trouble)?;
        }
        let session = client.session().unwrap_or_default();
        let sound = json!({"session": session, "madonvi": agency.0.code, "service": "LayDanhMucCoQuan"});
        let edited = |key: &str, value: Value| {
            let mut body = sound.clone();
            body[key] = value;
            body.to_string()
        };
        let text = sound.to_string();
        let body = match wrong {
            Wrong::NoDestination => text,
            Wrong::NoSession => edited("session", json!("")),
            Wrong::MadeUpSession => edited("session", json!("bWFkZS11cA")),
            Wrong::OtherAgency => edited("madonvi", json!("000.00.00.G12")),
            Wrong::UnknownService => edited("service", json!("LayMoiThu")),
            Wrong::Equals => text.replace("\":", "\"="),
            Wrong::KeyTwice => text.replacen('{', "{\"service\":\"LayDanhSachTTHC\",", 1),
            Wrong::Deep => edited("x", json!("@")).replace("\"@\"", &format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))),
            Wrong::Empty => String::new(),
            Wrong::TextInside => edited("service", json!("DongBoHoSoMC")).replacen('{', "{\"isUpdating\":\"False\",\"data\":\"[{not json\",", 1),
        };
        let answered = client.post(CALL_PATH, body, wrong != Wrong::NoDestination).await;
        world.portal_answered(answered)
    }

    /// Logs in with a password that is not the account's.
    When "{agency} logs in at the portal with a wrong password" | "{agency} đăng nhập Cổng với mật khẩu sai"
    async fn wrong_password(world, agency: Agency) {
        let client = world.memory()?.portal.client(agency.0.code)?;
        let body = json!({"username": client.account().username, "password": "không phải mật khẩu"});
        let answered = client.post(LOGIN_PATH, body.to_string(), true).await;
        world.portal_answered(answered)
    }

    /// The session is kept beyond its life; the client of the field would go on with it for ever.
    Then "the session of {agency} ends within {span}" | "phiên của {agency} kết thúc trong vòng {span}"
    async fn session_ends(world, agency: Agency, span: crate::params::Span) {
        let client = world.memory()?.portal.client(agency.0.code)?;
        let session = client.login().await.map_err(super::syncing::trouble)?.session;
        let clock = world.government()?.clock().clone();
        clock.advance(span.0).map_err(|error| Ended::not_applicable(error.to_string()))?;
        let body = json!({"session": session, "madonvi": agency.0.code, "service": "LayDanhMucLinhVuc"});
        let answer = client.post(CALL_PATH, body.to_string(), true).await.map_err(super::syncing::trouble)?;
        match answer.reply().map_err(super::syncing::trouble)?.is_done() {
            false => Ok(()),
            true => Err(Ended::fail("the old session is refused", "it was served").by("portal")),
        }
    }
}
