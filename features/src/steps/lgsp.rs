//! The LGSP REST face beside the VXP one.

use base64::Engine as _;
use protocols::attachments;
use protocols::edxml::Limits;
use simulators::{Call, Spoil};

use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Quoted};
use crate::step::steps;

steps! {
    /// Lists through the LGSP face with dates as written, to judge the answer.
    When "{agency} asks the LGSP for its documents from {from} to {to}" | "{agency} hỏi LGSP danh sách văn bản từ {from} đến {to}"
    async fn asks(world, agency: Agency, from: Quoted, to: Quoted) {
        let system = world.system(&agency)?;
        let call = Call::new("syncReceivedEdocList").with("messageType", "edoc").with("fromDate", from.0).with("toDate", to.0);
        world.call(&system, &call).await.map(drop)
    }

    /// Calls the LGSP face with a secret that is not the system's.
    When "{agency} asks the LGSP with a wrong secret" | "{agency} hỏi LGSP với khóa bí mật sai"
    async fn wrong_secret(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = Call::new("getAgenciesList").spoil(Spoil::Secret("not the secret".into()));
        world.call(&system, &call).await.map(drop)
    }

    /// The LGSP's answer to getEdoc carries the package and the content of each attachment in base64.
    Then "the LGSP gives {agency} the package and the attachments of {name}" | "LGSP trả cho {agency} gói tin và các tệp của {name}"
    async fn whole(world, agency: Agency, name: DocumentName) {
        let item = world.found_once(&agency, &name).await?;
        let system = world.system(&agency)?;
        let answer = system.client().call(&system.client().get_call(&item.doc_id)).await?.json()?;
        let data = answer.get("data").unwrap_or(&answer).clone();
        let sent = world.memory()?.paper(&name)?.document.attachments.clone();
        let given = data["attachments"].as_array().cloned().unwrap_or_default();
        if data["edxml"].as_str().is_none_or(str::is_empty) || given.len() != sent.len() {
            return Err(Ended::fail(format!("edxml and {} attachments", sent.len()), format!("{} attachments", given.len())));
        }
        for (before, after) in sent.iter().zip(&given) {
            let content = base64::engine::general_purpose::STANDARD.decode(after["fileContent"].as_str().unwrap_or_default()).unwrap_or_default();
            let expected = attachments::unpack(before, &Limits::default()).map_err(|error| Ended::error(error.to_string()))?;
            if content != expected {
                return Err(Ended::fail(format!("the content of {}", before.name), format!("{} other bytes", content.len())));
            }
        }
        Ok(())
    }

    /// Logs in and goes on with a bearer token.
    When "{agency} logs in at the LGSP" | "{agency} đăng nhập LGSP"
    async fn logs_in(world, agency: Agency) {
        let system = world.system(&agency)?;
        let credentials = &system.client().connection().credentials;
        let body = serde_json::json!({"systemId": credentials.system_id, "secretKey": credentials.secret});
        let call = Call::new("auth/login").body(body.to_string());
        world.call(&system, &call).await?;
        let answer = world.answer()?.json()?;
        let token = ["token", "accessToken", "access_token"].iter().find_map(|name| answer[*name].as_str().or_else(|| answer["data"][*name].as_str()));
        let token = token.map(str::to_owned).ok_or_else(|| Ended::fail("a token in the answer to auth/login", "none"))?;
        world.memory()?.token = Some(token);
        Ok(())
    }

    /// Asks for the directory with nothing but the token.
    When "{agency} asks the LGSP for the directory with its token" | "{agency} hỏi LGSP danh bạ bằng mã truy cập"
    async fn asks_with_token(world, agency: Agency) {
        let system = world.system(&agency)?;
        let token = world.memory()?.token.clone().ok_or_else(|| Ended::error("log in before this step"))?;
        let call = Call::new("getAgenciesList")
            .spoil(Spoil::Omit("X-SystemId".into()))
            .spoil(Spoil::Omit("X-SecretKey".into()))
            .spoil(Spoil::Replace("Authorization".into(), format!("Bearer {token}")));
        world.call(&system, &call).await.map(drop)
    }

    /// Sends through the LGSP face a package that names another agency as its sender.
    When "{from} sends {to} through the LGSP a package of {other}" | "{from} gửi cho {to} qua LGSP gói tin của {other}"
    async fn foreign(world, from: Agency, to: Agency, other: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.from = world.system(&other)?.identity().organisation();
        world.send(&from, super::support::Sending::sound(document)).await
    }
}
