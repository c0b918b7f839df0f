//! What agencies do: join, synchronise dossiers, report steps.

use std::collections::BTreeMap;

use harness::target::Account;
use jiff::civil::DateTime;
use nation::Citizen;
use platform::portal::{AccountRecord, Portal};
use protocols::portal::{Dossier, Form, OwnerId, Progress, Service, moment, sync};
use rand::RngExt as _;
use serde_json::{Map, Value, json};
use simulators::portal_client::{PortalAccount, PortalAnswer, PortalClient, PortalError};

use super::memory::PortalMemory;
use super::values::{self, Fields};
use super::words::Sending;
use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted, Rows};
use crate::step::{Row, steps};
use crate::world::World;

/// Value of `dstcode` when the account names none.
const DESTINATION: &str = "VN:GOV:000.00.00.G22:dvcqg";
/// The procedure of a dossier when a scenario names none: fully online, with a fee and a document.
const PROCEDURE: (&str, &str, &str, &str) =
    ("1.900001", "Đổi giấy phép lái xe", "G04-GT01", "Đường bộ");

/// What stands for a person in a dossier.
pub type People = BTreeMap<String, (Citizen, String)>;

impl World {
    /// Raises the portal and gives the agency an account with it.
    pub(super) async fn joins_portal(
        &mut self,
        agency: &Agency,
        address: Option<String>,
    ) -> Result<(), Ended> {
        let (code, name) = (agency.0.code, agency.0.vi);
        let government = self.government()?;
        let raised = government.service::<Portal>().await?;
        let account: Account = government.account("portal", code, name)?;
        if let Some(portal) = raised.ours {
            let record = AccountRecord {
                username: account.id.clone(),
                password: account.secret.clone(),
                agency: code.into(),
                name: name.into(),
                address,
            };
            let registered = portal.register_account(record).await;
            registered.map_err(|error| Ended::error(error.to_string()))?;
        }
        let own = PortalAccount {
            username: account.id,
            password: account.secret,
            agency: code.into(),
            destination: account.address.unwrap_or_else(|| DESTINATION.into()),
        };
        let memory = &mut self.memory()?.portal;
        memory
            .clients
            .insert(code, PortalClient::new(&raised.url, own));
        memory.url = raised.url;
        Ok(())
    }

    /// Remembers an answer, or tells why there is none.
    pub(super) fn portal_answered(
        &mut self,
        answered: Result<PortalAnswer, PortalError>,
    ) -> Result<(), Ended> {
        let suffered = self.spoiled()?;
        let memory = self.memory()?;
        match answered {
            Ok(answer) => {
                memory.portal.answer = Some(answer);
                Ok(())
            }
            // That is what the scenario asked for.
            Err(_) if suffered.is_some() => {
                memory.portal.answer = None;
                Ok(())
            }
            Err(error) => Err(trouble(error)),
        }
    }

    /// Calls a service of the portal and remembers the answer.
    pub(super) async fn portal_call(
        &mut self,
        agency: &Agency,
        service: &str,
        fields: Map<String, Value>,
    ) -> Result<(), Ended> {
        let client = self.memory()?.portal.client(agency.0.code)?;
        if client.session().is_none() {
            client.login().await.map_err(trouble)?;
        }
        let mut body = json!({
            "session": client.session(), "madonvi": agency.0.code, "service": service,
        });
        if let Some(map) = body.as_object_mut() {
            map.extend(fields);
        }
        let mut answered = client
            .post(protocols::portal::CALL_PATH, body.to_string(), true)
            .await;
        let over = |answer: &PortalAnswer| {
            let reply = answer.reply();
            reply.is_ok_and(|reply| reply.message.contains("Phiên") && !reply.is_done())
        };
        // After days the session is over: whoever comes back logs in anew.
        if answered.as_ref().is_ok_and(over) {
            client.login().await.map_err(trouble)?;
            body["session"] = json!(client.session());
            let path = protocols::portal::CALL_PATH;
            answered = client.post(path, body.to_string(), true).await;
        }
        self.portal_answered(answered)
    }

    /// Makes a sound dossier under a letter.
    fn new_dossier(&mut self, agency: &Agency, letter: &str) -> Result<Value, Ended> {
        let now = self.now()?;
        let start: u32 = self.generator()?.random_range(1..8000);
        let memory = &mut self.memory()?.portal;
        memory.number = if memory.number == 0 {
            start
        } else {
            memory.number + 1
        };
        let body = sound(agency.0.code, memory.number, now, &memory.people);
        memory.dossiers.insert(letter.to_owned(), body.clone());
        Ok(body)
    }

    /// Sends a dossier; the first time it is made.
    async fn sends_dossier(
        &mut self,
        agency: &Agency,
        letter: &str,
        sending: Sending,
        rows: &[Row],
    ) -> Result<(), Ended> {
        let known = self.memory()?.portal.dossiers.get(letter).cloned();
        let mut body = match known {
            Some(body) => body,
            None => self.new_dossier(agency, letter)?,
        };
        let now = self.now()?;
        let memory = &mut self.memory()?.portal;
        values::set(&mut body, rows, memory, now)?;
        memory.dossiers.insert(letter.to_owned(), body.clone());
        let fields = sync(Some(sending == Sending::Changed), vec![body]);
        self.portal_call(agency, Service::SyncDossiers.wire(), fields)
            .await
    }

    async fn sends_step(
        &mut self,
        agency: &Agency,
        letter: &str,
        status: usize,
        rows: &[Row],
    ) -> Result<(), Ended> {
        let now = self.now()?;
        let memory = &self.memory()?.portal;
        let step = Progress {
            code: memory.code(letter)?,
            officer: "Nguyễn Văn Chuyên".into(),
            position: "Chuyên viên".into(),
            at: moment(now),
            department: "Phòng Quản lý vận tải".into(),
            content: "Thẩm định hồ sơ".into(),
            status: status.to_string(),
            begun: String::new(),
            due: String::new(),
        };
        let mut body =
            serde_json::to_value(step).map_err(|error| Ended::error(error.to_string()))?;
        values::set(&mut body, rows, memory, now)?;
        self.portal_call(agency, Service::SyncProgress.wire(), sync(None, vec![body]))
            .await
    }
}

/// What a trouble with the portal says of it.
pub(super) fn trouble(error: PortalError) -> Ended {
    let expected = "the portal answers as its interface says";
    match error {
        PortalError::Unanswered(why) => Ended {
            unanswered: true,
            ..Ended::inconclusive(record::Cause::Network, expected, why)
        },
        other => Ended::fail(expected, other.to_string()).by("portal"),
    }
}

/// A sound dossier of this moment; in the form of 2020 until the additions were seen.
fn sound(agency: &str, number: u32, now: DateTime, people: &People) -> Value {
    let received = now
        .checked_sub(jiff::SignedDuration::from_mins(30))
        .unwrap_or(now);
    let due = clock::calendar::add_working_days(now.date(), 5).at(17, 0, 0, 0);
    let form = if now.year() < 2022 {
        Form::Base
    } else {
        Form::Extended
    };
    let owner = people.values().next().map(|(citizen, _)| citizen);
    let (procedure, name, field, field_name) = PROCEDURE;
    let dossier = Dossier {
        code: format!("{agency}-{}-{number:04}", received.strftime("%y%m%d")),
        procedure: procedure.into(),
        procedure_name: name.into(),
        field: field.into(),
        field_name: field_name.into(),
        owner: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        owner_kind: "1".into(),
        owner_tech_id: owner.map(|owner| owner.tech_id.clone()).unwrap_or_default(),
        email: owner
            .map(|_| "chu.ho.so@example.vn".into())
            .unwrap_or_default(),
        phone: owner.map(|owner| owner.phone.clone()).unwrap_or_default(),
        summary: "Đề nghị đổi giấy phép lái xe".into(),
        received: moment(received),
        due: moment(due),
        status: "2".into(),
        delivery: "0".into(),
        unit: "Sở Giao thông vận tải".into(),
        channel: "1".into(),
        owner_ids: owner
            .map(|owner| OwnerId {
                kind: "1".into(),
                number: owner.id.clone(),
            })
            .into_iter()
            .collect(),
        ..Dossier::default()
    };
    dossier.write(form)
}

steps! {
    /// Gives an agency an account with the portal. It logs in when it first asks for something.
    Given "{agency} joins the portal" | "{agency} kết nối với Cổng"
    async fn joins(world, agency: Agency) {
        world.joins_portal(&agency, None).await
    }

    /// Sends a dossier; the first time it is made, sound, received half an hour ago, of the citizen who has an account.
    When "{agency} sends dossier {letter} as {sending}" | "{agency} gửi hồ sơ {letter} là {sending}"
    async fn sends(world, agency: Agency, letter: Quoted, sending: Sending) {
        world.sends_dossier(&agency, &letter.0, sending, &[]).await
    }

    /// The same with fields set as the table says; they stay so for the next time.
    When "{agency} sends dossier {letter} as {sending} with" | "{agency} gửi hồ sơ {letter} là {sending} với"
    async fn sends_with(world, agency: Agency, letter: Quoted, sending: Sending, fields: Rows<Fields>) {
        world.sends_dossier(&agency, &letter.0, sending, &fields.rows).await
    }

    /// Sends so many new dossiers in one call; their letters are D1, D2, …
    When "{agency} sends {count} new dossiers in one call" | "{agency} gửi {count} hồ sơ mới trong một lần gọi"
    async fn sends_many(world, agency: Agency, count: Number) {
        let mut data = Vec::with_capacity(count.0);
        for index in 1..=count.0 {
            data.push(world.new_dossier(&agency, &format!("D{index}"))?);
        }
        world.portal_call(&agency, Service::SyncDossiers.wire(), sync(Some(false), data)).await
    }

    /// Sends two new dossiers in one call, the second of them with fields set as the table says; their letters are D1 and D2.
    When "{agency} sends two new dossiers in one call, the second with" | "{agency} gửi hai hồ sơ mới trong một lần gọi, hồ sơ thứ hai với"
    async fn sends_second(world, agency: Agency, fields: Rows<Fields>) {
        let first = world.new_dossier(&agency, "D1")?;
        let mut second = world.new_dossier(&agency, "D2")?;
        let now = world.now()?;
        values::set(&mut second, &fields.rows, &world.memory()?.portal, now)?;
        world.portal_call(&agency, Service::SyncDossiers.wire(), sync(Some(false), vec![first, second])).await
    }

    /// Reports a step of a dossier, done now.
    When "{agency} reports step {status} of dossier {letter}" | "{agency} báo bước {status} của hồ sơ {letter}"
    async fn reports(world, agency: Agency, status: Number, letter: Quoted) {
        world.sends_step(&agency, &letter.0, status.0, &[]).await
    }

    /// The same with fields set as the table says.
    When "{agency} reports step {status} of dossier {letter} with" | "{agency} báo bước {status} của hồ sơ {letter} với"
    async fn reports_with(world, agency: Agency, status: Number, letter: Quoted, fields: Rows<Fields>) {
        world.sends_step(&agency, &letter.0, status.0, &fields.rows).await
    }

    /// The agency's own system carries a dossier through as the field does: it asks, sends the dossier as new or changed, then its step.
    When "{agency} synchronises dossier {letter} in status {status}" | "{agency} đồng bộ hồ sơ {letter} ở trạng thái {status}"
    async fn synchronises(world, agency: Agency, letter: Quoted, status: Number) {
        let known = world.memory()?.portal.dossiers.get(&letter.0).cloned();
        let mut body = match known {
            Some(body) => body,
            None => world.new_dossier(&agency, &letter.0)?,
        };
        body["TrangThaiHoSo"] = json!(status.0.to_string());
        let now = world.now()?;
        world.memory()?.portal.dossiers.insert(letter.0.clone(), body.clone());
        let dossier: Dossier = serde_json::from_value(body).map_err(|error| Ended::error(error.to_string()))?;
        let step = Progress {
            code: dossier.code.clone(),
            officer: "Nguyễn Văn Chuyên".into(),
            at: moment(now),
            department: "Phòng Quản lý vận tải".into(),
            content: format!("Chuyển sang trạng thái {}", status.0),
            status: status.0.to_string(),
            ..Progress::default()
        };
        let client: PortalClient = world.memory()?.portal.client(agency.0.code)?;
        let synced = client.synchronise(&dossier, &[step]).await.map_err(trouble)?;
        match synced {
            simulators::portal_client::Synced::Done => Ok(()),
            simulators::portal_client::Synced::DossierRefused(reply) | simulators::portal_client::Synced::StepsRefused(reply) => {
                Err(Ended::fail("the portal takes a sound dossier and its step", format!("code {}: {}", reply.code, reply.message)).by("portal"))
            }
        }
    }
}

/// The memory's dossiers, for the steps that look at them.
pub(super) fn status_of(memory: &PortalMemory, letter: &str) -> String {
    let body = memory.dossiers.get(letter);
    body.and_then(|body| body["TrangThaiHoSo"].as_str())
        .unwrap_or_default()
        .to_owned()
}
