//! What units, the portal and the operator ask of the licence system.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use nation::Nation;
use platform::licences::Licences;
use protocols::licences::feed::{self, POLL_DAYS, Submission, SubmittedPaper};
use protocols::licences::{Answer, Ask, Held, older};
use rand::RngExt as _;
use serde_json::{Value, json};

use super::memory::Handed;
use super::words::{FlawWord, OlderFlaw, StatusWord, UnitWord};
use crate::ended::Ended;
use crate::params::{Number, Quoted};
use crate::plain_http::Say;
use crate::step::steps;
use crate::world::World;

/// The name the portal's account is kept under.
const PORTAL: &str = "portal";

impl World {
    /// The licence system with an account for a unit, or for the portal.
    async fn meet_licences(&mut self, code: &'static str, name: &str) -> Result<(), Ended> {
        let government = self.government()?;
        let raised = government.service::<Licences>().await?;
        let account = government.account("licences", code, name)?;
        if let Some(ours) = &raised.ours {
            let kept = if code == PORTAL {
                ours.register_portal(&account.id, &account.secret).await
            } else {
                ours.register(&account.id, &account.secret, code, name)
                    .await
            };
            kept.map_err(|error| Ended::error(error.to_string()))?;
        }
        let memory = &mut self.memory()?.licences;
        memory.url = raised.url;
        memory.accounts.insert(code, account);
        Ok(())
    }

    /// Posts to the feed and remembers the answer.
    async fn tell_licences(&mut self, path: &str, body: &Value) -> Result<Answer, Ended> {
        let url = format!("{}{path}", self.memory()?.licences.url);
        let said = Say::json(url, body).by("one-stop").send().await?;
        let answer = Answer::read(&said.json());
        let memory = &mut self.memory()?.licences;
        memory.shown = said.text();
        memory.answer.clone_from(&answer);
        answer.ok_or_else(|| Ended::fail("an answer with error_code", said.text()).by("licences"))
    }

    async fn log_in(
        &mut self,
        code: &'static str,
        password: Option<&str>,
    ) -> Result<Answer, Ended> {
        let account = self.memory()?.licences.accounts.get(code).cloned();
        let account = account.ok_or_else(|| Ended::error("connect the unit before this step"))?;
        let password = password.unwrap_or(&account.secret);
        let body = json!({"username": account.id, "password": password});
        let answer = self.tell_licences(feed::LOGIN_PATH, &body).await?;
        if let Some(session) = &answer.session {
            self.government()?
                .recorder()
                .recorder()
                .masker()
                .hide(session);
            self.memory()?
                .licences
                .sessions
                .insert(code, session.clone());
        }
        Ok(answer)
    }

    /// Asks within a session, which is opened when there is none.
    pub(in crate::steps) async fn ask_licences(
        &mut self,
        code: &'static str,
        ask: &Ask,
    ) -> Result<Answer, Ended> {
        if !self.memory()?.licences.sessions.contains_key(code) {
            self.log_in(code, None).await?;
        }
        let session = self
            .memory()?
            .licences
            .sessions
            .get(code)
            .cloned()
            .unwrap_or_default();
        self.tell_licences(feed::CALL_PATH, &ask.write(&session))
            .await
    }

    /// The latest application.
    pub(in crate::steps) fn handed(&mut self) -> Result<Handed, Ended> {
        let handed = self.memory()?.licences.application.clone();
        handed.ok_or_else(|| {
            Ended::error("the scenario speaks of an application before one was handed in")
        })
    }

    /// The portal hands in an application of a citizen who has a licence.
    pub(in crate::steps) async fn hand_in(&mut self, unit: UnitWord) -> Result<Answer, Ended> {
        self.meet_licences(PORTAL, "Cổng Dịch vụ công quốc gia")
            .await?;
        let rng = self.generator()?;
        let (start, number) = (
            rng.random_range(0..nation::CITIZENS),
            rng.random_range(0..1_000_000u32),
        );
        let citizen = Nation::new(nation::SEED).first(start, |citizen| citizen.licence.is_some());
        let citizen = citizen.ok_or_else(|| Ended::error("nobody has a licence"))?;
        let papers = ["ANH", "GPLX", "GKSK"].map(|kind| {
            (
                format!("{kind}.pdf"),
                format!("%PDF-1.4 {kind} {number}").into_bytes(),
            )
        });
        let handed = Handed {
            code: String::new(),
            citizen,
            unit: unit.code,
            portal_code: format!("G04.{number:06}"),
            papers: papers.to_vec(),
        };
        self.submit(handed).await
    }

    pub(in crate::steps) async fn submit(&mut self, mut handed: Handed) -> Result<Answer, Ended> {
        let licence = handed
            .citizen
            .licence
            .as_ref()
            .map_or_else(String::new, |licence| licence.number.clone());
        let papers = handed.papers.iter().map(|(name, content)| SubmittedPaper {
            kind: name.split('.').next().unwrap_or_default().to_owned(),
            name: name.clone(),
            content: BASE64_STANDARD.encode(content),
        });
        let ask = Ask::Submit(Submission {
            unit: handed.unit.to_owned(),
            procedure: "1.900001".into(),
            portal_code: handed.portal_code.clone(),
            id: handed.citizen.id.clone(),
            licence,
            reason: "Hết hạn".into(),
            delivery: "1".into(),
            papers: papers.collect(),
        });
        let answer = self.ask_licences(PORTAL, &ask).await?;
        if let Some(code) = answer
            .result
            .as_ref()
            .and_then(|result| result["MaHoSo"].as_str())
        {
            code.clone_into(&mut handed.code);
        }
        let fee = answer
            .result
            .as_ref()
            .and_then(|result| result["LePhi"].as_str().map(str::to_owned));
        let memory = &mut self.memory()?.licences;
        memory.fee = fee;
        memory.application = Some(handed);
        Ok(answer)
    }

    async fn list(&mut self, unit: UnitWord, edit: impl FnOnce(&mut Value)) -> Result<(), Ended> {
        let today = self.government()?.clock().today();
        let from = today.saturating_sub(jiff::Span::new().days(POLL_DAYS));
        if !self.memory()?.licences.sessions.contains_key(unit.code) {
            self.log_in(unit.code, None).await?;
        }
        let session = self
            .memory()?
            .licences
            .sessions
            .get(unit.code)
            .cloned()
            .unwrap_or_default();
        let mut body = Ask::List {
            unit: unit.code.to_owned(),
            from,
            to: today,
        }
        .write(&session);
        edit(&mut body);
        self.tell_licences(feed::CALL_PATH, &body).await.map(drop)
    }
}

steps! {
    /// A unit gets an account with the licence system; with a real system, the target file names it.
    Given "{unit} is connected to the licence system" | "{unit} đã kết nối hệ thống giấy phép lái xe"
    async fn connected(world, unit: UnitWord) {
        world.meet_licences(unit.code, unit.name).await
    }

    /// The portal hands in the application of a citizen who wants a new card.
    Given "a citizen applies to {unit} for a new card" | "một người dân nộp hồ sơ đổi giấy phép lái xe tại {unit}"
    async fn applies(world, unit: UnitWord) {
        let answer = world.hand_in(unit).await?;
        if answer.is_ok() {
            return Ok(());
        }
        Err(Ended::fail("the application is taken", answer.message).by("licences"))
    }

    /// The portal hands the same application in once more, as after a lost answer.
    When "the same application is handed in again" | "cùng hồ sơ đó được nộp lại"
    async fn applies_again(world) {
        let handed = world.handed()?;
        world.submit(handed).await.map(drop)
    }

    /// Logs in with its own password.
    When "{unit} logs in" | "{unit} đăng nhập"
    async fn logs_in(world, unit: UnitWord) {
        world.log_in(unit.code, None).await.map(drop)
    }

    /// Logs in with a password that is not its own.
    When "{unit} logs in with a wrong password" | "{unit} đăng nhập với mật khẩu sai"
    async fn logs_in_wrongly(world, unit: UnitWord) {
        world.log_in(unit.code, Some("khong-phai-mat-khau")).await.map(drop)
    }

    /// Asks with a session that nobody opened.
    When "{unit} asks with a session of its own making" | "{unit} hỏi bằng phiên tự đặt"
    async fn made_up(world, unit: UnitWord) {
        world.memory()?.licences.sessions.insert(unit.code, "0123456789abcdef0123456789abcdef01234567".into());
        world.list(unit, |_| {}).await
    }

    /// Lists what came in during the last three days, as provinces poll.
    When "{unit} asks for the latest applications" | "{unit} hỏi danh sách hồ sơ mới nhất"
    async fn lists(world, unit: UnitWord) {
        world.list(unit, |_| {}).await
    }

    /// The same call with something not as the feed says.
    When "{unit} asks for the latest applications with {flaw}" | "{unit} hỏi danh sách hồ sơ mới nhất với {flaw}"
    async fn lists_flawed(world, unit: UnitWord, flaw: FlawWord) {
        world.list(unit, flaw.0.does).await
    }

    /// Asks for another unit's list in its own session.
    When "{unit} asks for the applications of {other}" | "{unit} hỏi danh sách hồ sơ của {other}"
    async fn lists_other(world, unit: UnitWord, other: UnitWord) {
        world.list(unit, |value| value["donViXuLy"] = json!(other.code)).await
    }

    /// Asks for the latest application.
    When "{unit} asks for the application" | "{unit} hỏi chi tiết hồ sơ"
    async fn details(world, unit: UnitWord) {
        let code = world.handed()?.code;
        let ask = Ask::Detail { unit: unit.code.to_owned(), code };
        world.ask_licences(unit.code, &ask).await.map(drop)
    }

    /// Asks for an application by a code as written.
    When "{unit} asks for the application {code}" | "{unit} hỏi chi tiết hồ sơ {code}"
    async fn details_of(world, unit: UnitWord, code: Quoted) {
        let ask = Ask::Detail { unit: unit.code.to_owned(), code: code.0 };
        world.ask_licences(unit.code, &ask).await.map(drop)
    }

    /// Asks for a file by a path as written.
    When "{unit} asks for the file {path}" | "{unit} hỏi tệp {path}"
    async fn file(world, unit: UnitWord, path: Quoted) {
        world.ask_licences(unit.code, &Ask::File { path: path.0 }).await.map(drop)
    }

    /// Asks for the first paper of the latest application.
    When "{unit} asks for a paper of the application" | "{unit} hỏi một giấy tờ của hồ sơ"
    async fn paper(world, unit: UnitWord) {
        let path = format!("/hoso/{}/1", world.handed()?.code);
        world.ask_licences(unit.code, &Ask::File { path }).await.map(drop)
    }

    /// Says how far the application is.
    When "{unit} reports the application as {status}" | "{unit} báo hồ sơ {status}"
    async fn reports(world, unit: UnitWord, status: StatusWord) {
        let code = world.handed()?.code;
        let ask = Ask::Status { unit: unit.code.to_owned(), code, status: status.0 };
        world.ask_licences(unit.code, &ask).await.map(drop)
    }

    /// Has the new card issued.
    When "{unit} has the new card issued" | "{unit} yêu cầu cấp thẻ mới"
    async fn exchanges(world, unit: UnitWord) {
        let code = world.handed()?.code;
        let ask = Ask::Exchange { unit: unit.code.to_owned(), code };
        let answer = world.ask_licences(unit.code, &ask).await?;
        let issued = answer.result.and_then(|result| serde_json::from_value::<Held>(result).ok());
        if issued.is_some() {
            world.memory()?.licences.issued = issued;
        }
        Ok(())
    }

    /// Takes the old card back.
    When "{unit} takes the old card back" | "{unit} thu lại thẻ cũ"
    async fn takes_back(world, unit: UnitWord) {
        let handed = world.handed()?;
        let card = handed.citizen.licence.map_or_else(String::new, |licence| licence.card);
        let ask = Ask::TakeBack { unit: unit.code.to_owned(), code: handed.code, card };
        world.ask_licences(unit.code, &ask).await.map(drop)
    }

    /// The portal looks the applicant's licence up.
    When "the portal looks up the applicant's licence" | "Cổng tra cứu giấy phép lái xe của người nộp"
    async fn looks_up(world) {
        let citizen = world.handed()?.citizen;
        let number = citizen.licence.map_or_else(String::new, |licence| licence.number);
        world.ask_licences(PORTAL, &Ask::Licence { number, id: citizen.id }).await.map(drop)
    }

    /// The portal looks the applicant's licence up under somebody else's number.
    When "the portal looks up the applicant's licence for somebody else" | "Cổng tra cứu giấy phép lái xe của người nộp cho người khác"
    async fn looks_up_for_other(world) {
        let citizen = world.handed()?.citizen;
        let other = Nation::new(nation::SEED).citizen((citizen.index + 1) % nation::CITIZENS);
        let number = citizen.licence.map_or_else(String::new, |licence| licence.number);
        world.ask_licences(PORTAL, &Ask::Licence { number, id: other.id }).await.map(drop)
    }

    /// Asks the older feed (`GET /apiGTVT/danhsachhoso`) with something wrong in the request.
    When "{unit} asks the older feed with {flaw}" | "{unit} hỏi cổng dữ liệu cũ với {flaw}"
    async fn older(world, unit: UnitWord, flaw: OlderFlaw) {
        let account = world.memory()?.licences.accounts.get(unit.code).cloned();
        let account = account.ok_or_else(|| Ended::error("connect the unit before this step"))?;
        let mut ask = older::Ask { start: -1, end: -1, agency: unit.code.to_owned(), key: account.secret, from: None, to: None };
        match flaw {
            OlderFlaw::None => {}
            OlderFlaw::NoAgency => ask.agency.clear(),
            OlderFlaw::NoKey => ask.key.clear(),
            OlderFlaw::WrongKey => ask.key = "khong-phai-khoa".into(),
            OlderFlaw::WrongAgency => ask.agency = "000.00.99.H99".into(),
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(ask.parameters()).finish();
        let url = format!("{}{}?{query}", world.memory()?.licences.url, older::PATH);
        let said = Say::get(url).by("one-stop").send().await?;
        let memory = &mut world.memory()?.licences;
        memory.shown = said.text();
        memory.answer = Answer::read(&said.json());
        Ok(())
    }

    /// The operator locks a unit's account.
    When "the operator locks the account of {unit}" | "đơn vị vận hành khóa tài khoản của {unit}"
    async fn locks(world, unit: UnitWord) {
        let ours = world.government()?.service::<Licences>().await?.operator()?;
        let account = world.memory()?.licences.accounts.get(unit.code).cloned();
        let account = account.ok_or_else(|| Ended::error("connect the unit before this step"))?;
        ours.lock(&account.id, true).await.map_err(|error| Ended::error(error.to_string()))
    }

    /// Several citizens apply, one after another.
    When "{count} more citizens apply to {unit}" | "thêm {count} người dân nộp hồ sơ tại {unit}"
    async fn more(world, count: Number, unit: UnitWord) {
        for _ in 0..count.0 {
            world.hand_in(unit).await?;
        }
        Ok(())
    }

    /// The licence system is stopped without warning and started again over what it had kept.
    When "the licence system is killed and started again" | "hệ thống giấy phép lái xe bị tắt đột ngột rồi khởi động lại"
    async fn killed(world) {
        let government = world.government()?;
        government.kill::<Licences>().await?;
        government.start::<Licences>().await?;
        Ok(())
    }
}
