//! What people do on the portal's pages.

use nation::Nation;
use platform::portal::{Person, Portal};
use serde_json::{Value, json};
use simulators::portal_client::person_page;

use super::values::{self, Fields};
use crate::ended::Ended;
use crate::params::{Quoted, Rows};
use crate::step::steps;
use crate::world::World;

impl World {
    /// Opens a page, or sends something to it.
    async fn portal_page(
        &mut self,
        token: Option<&str>,
        page: &str,
        body: Option<Value>,
    ) -> Result<(), Ended> {
        let now = self.now()?;
        if self.memory()?.portal.url.is_empty() {
            let raised = self.government()?.service::<Portal>().await?;
            self.memory()?.portal.url = raised.url;
        }
        let memory = &self.memory()?.portal;
        let path = values::resolved(page, memory, now)?;
        let (url, token) = (memory.url.clone(), token.map(str::to_owned));
        let answered = person_page(&url, &path, token.as_deref(), body.as_ref()).await;
        self.portal_answered(answered)?;
        let memory = &mut self.memory()?.portal;
        let said = memory.said().unwrap_or_default();
        let id = match (&said["id"], &said["code"]) {
            (Value::Number(id), _) => id.to_string(),
            (_, Value::String(code)) => code.clone(),
            _ => return Ok(()),
        };
        if body.is_some() {
            memory.id = id;
        }
        Ok(())
    }

    async fn sends_page(
        &mut self,
        token: Option<String>,
        page: &str,
        fields: &Rows<Fields>,
    ) -> Result<(), Ended> {
        let now = self.now()?;
        let mut body = json!({});
        values::set(&mut body, &fields.rows, &self.memory()?.portal, now)?;
        self.portal_page(token.as_deref(), page, Some(body)).await
    }
}

steps! {
    /// Gives a citizen of the synthetic nation an account on the portal. The first one owns the dossiers that agencies send.
    Given "citizen {name} has an account on the portal" | "công dân {name} có tài khoản trên Cổng"
    async fn has_account(world, name: Quoted) {
        let portal = world.government()?.service::<Portal>().await?.operator()?;
        let index: u32 = name.0.bytes().map(u32::from).sum();
        let citizen = Nation::new(1).citizen(index);
        let token = format!("token-{index}-{}", citizen.tech_id);
        let person = Person {
            tech_id: citizen.tech_id.clone(),
            number: citizen.id.clone(),
            name: citizen.name.clone(),
            email: format!("cong.dan.{index}@example.vn"),
            phone: citizen.phone.clone(),
            address: String::new(),
        };
        let registered = portal.register_person(person, Some(&token)).await;
        registered.map_err(|error| Ended::error(error.to_string()))?;
        world.memory()?.portal.people.insert(name.0, (citizen, token));
        Ok(())
    }

    /// Opens a page of the portal without logging in.
    When "anybody opens {page}" | "bất kỳ ai mở {page}"
    async fn anybody_opens(world, page: Quoted) {
        world.portal_page(None, &page.0, None).await
    }

    /// Opens a page with a token that nobody was given.
    When "somebody with a made-up token opens {page}" | "người dùng mã truy cập bịa đặt mở {page}"
    async fn forger_opens(world, page: Quoted) {
        world.portal_page(Some("made-up"), &page.0, None).await
    }

    /// Opens a page after logging in.
    When "citizen {name} opens {page}" | "công dân {name} mở {page}"
    async fn opens(world, name: Quoted, page: Quoted) {
        let token = world.memory()?.portal.person(&name.0)?.1.clone();
        world.portal_page(Some(&token), &page.0, None).await
    }

    /// Fills in a page and sends it. The id given in the answer is `[id]` from now on.
    When "citizen {name} sends to {page}" | "công dân {name} gửi đến {page}"
    async fn sends(world, name: Quoted, page: Quoted, fields: Rows<Fields>) {
        let token = world.memory()?.portal.person(&name.0)?.1.clone();
        world.sends_page(Some(token), &page.0, &fields).await
    }

    /// Sends a page without logging in.
    When "anybody sends to {page}" | "bất kỳ ai gửi đến {page}"
    async fn anybody_sends(world, page: Quoted, fields: Rows<Fields>) {
        world.sends_page(None, &page.0, &fields).await
    }
}
