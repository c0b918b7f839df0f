//! What browsers, one-stop systems and the operator do.

use harness::government::ONE_STOP;
use nation::Nation;
use platform::monitoring::{Monitoring, Stage};
use protocols::emc::{
    self, Beacon, Level, Outcome, Payment, Post, Progress, Reception, Seen, User,
};
use rand::RngExt as _;
use serde_json::json;

use super::words::{ChannelWord, FlawWord, Personal, PersonalWord, RubbishWord, StageWord};
use crate::ended::Ended;
use crate::params::{Number, Quoted};
use crate::plain_http::{Said, Say};
use crate::step::steps;
use crate::world::World;

/// Number and host of the measured site, when EMC is ours.
const SITE: (u32, &str) = (33, "dichvucong.quangninh.example");
/// The procedure that reports speak of when a scenario names none.
const PROCEDURE: &str = "1.900001";

impl World {
    /// EMC, with the site of the one-stop under test in its register.
    async fn measured(&mut self, with_code: bool) -> Result<(), Ended> {
        let (code, name) = ONE_STOP;
        let government = self.government()?;
        let raised = government.service::<Monitoring>().await?;
        let account = government.account("monitoring", code, name)?;
        let broken = |error: platform::monitoring::OperatorError| Ended::error(error.to_string());
        let (site, host) = match &raised.ours {
            Some(emc) => {
                emc.register(SITE.0, SITE.1, code).await.map_err(broken)?;
                if with_code {
                    emc.advance(SITE.0, Stage::CodeIssued)
                        .await
                        .map_err(broken)?;
                }
                let grades = nation::procedures::Procedures::kernel()
                    .iter()
                    .map(|procedure| (procedure.code.clone(), procedure.online.number()));
                emc.register_procedures(grades.collect())
                    .await
                    .map_err(broken)?;
                (SITE.0, SITE.1.to_owned())
            }
            None => {
                let lacking = || {
                    Ended::not_applicable(
                        "the account with EMC names a site number as id and its host as address",
                    )
                };
                let site = account.id.parse().map_err(|_| lacking())?;
                (
                    site,
                    account.address.clone().ok_or_else(lacking)?.to_string(),
                )
            }
        };
        let memory = &mut self.memory()?.monitoring;
        memory.url = raised.url;
        memory.site = site;
        memory.host = host;
        Ok(())
    }

    fn draw_hex(&mut self, digits: usize) -> Result<String, Ended> {
        let rng = self.generator()?;
        Ok((0..digits)
            .map(|_| format!("{:x}", rng.random_range(0..16u8)))
            .collect())
    }

    /// A page view of a new visitor.
    fn new_view(&mut self, procedure: &str) -> Result<Beacon, Ended> {
        let (visitor, view) = (self.draw_hex(16)?, self.draw_hex(6)?);
        let memory = &self.memory()?.monitoring;
        Ok(Beacon {
            site: memory.site,
            url: format!(
                "https://{}/dvc-chi-tiet.html?ma_thu_tuc={procedure}",
                memory.host
            ),
            referrer: String::new(),
            title: "Chi tiết thủ tục".into(),
            visitor,
            view,
            seen: Seen::Page,
        })
    }

    async fn beacon(&mut self, beacon: Beacon, agent: &str) -> Result<(), Ended> {
        let url = beacon_url(&self.memory()?.monitoring.url, &beacon);
        let said = Say::get(url).by(agent).send().await?;
        let memory = &mut self.memory()?.monitoring;
        memory.beacon = Some(beacon);
        memory.said = Some(said);
        Ok(())
    }

    fn latest_beacon(&mut self) -> Result<Beacon, Ended> {
        let beacon = self.memory()?.monitoring.beacon.clone();
        beacon.ok_or_else(|| Ended::error("the scenario speaks of a visitor before one came"))
    }

    /// What a one-stop system would report of a dossier.
    pub(in crate::steps) fn progress(
        &mut self,
        dossier: &str,
        channel: ChannelWord,
        stage: StageWord,
    ) -> Result<Progress, Ended> {
        let id = self.draw_hex(16)?;
        let site = self.memory()?.monitoring.site;
        Ok(Progress {
            dossier: dossier.to_owned(),
            site,
            procedure: PROCEDURE.into(),
            procedure_name: "Đổi giấy phép lái xe".into(),
            stage: stage.0,
            reception: if channel.online {
                Reception::Online
            } else {
                Reception::Direct
            },
            payment: Payment::None,
            level: if channel.online {
                Level::Full
            } else {
                Level::DirectFull
            },
            from_portal: false,
            post: Post::Applicant,
            data: String::new(),
            user: User {
                local: id.clone(),
                national: id,
                kind: "2".into(),
                location: "22".into(),
            },
        })
    }

    async fn report(
        &mut self,
        progress: Progress,
        edit: impl FnOnce(&mut serde_json::Value),
    ) -> Result<(), Ended> {
        let mut body = progress.write();
        edit(&mut body);
        let url = format!("{}{}", self.memory()?.monitoring.url, emc::SERVER_PATH);
        let said = Say::json(url, &body).by("one-stop").send().await?;
        let memory = &mut self.memory()?.monitoring;
        memory.progress = Some(progress);
        memory.said = Some(said);
        Ok(())
    }

    /// Personal data of somebody in the synthetic nation.
    fn personal(&mut self, what: Personal) -> Result<String, Ended> {
        let start = self.generator()?.random_range(0..nation::CITIZENS);
        let person = Nation::new(nation::SEED).first(start, |citizen| {
            citizen.email.is_some() && citizen.old_id.is_some()
        });
        let person = person.ok_or_else(|| Ended::error("nobody fits"))?;
        let text = match what {
            Personal::Number => person.id,
            Personal::OldNumber => person.old_id.unwrap_or_default(),
            Personal::Phone => person.phone,
            Personal::Mail => person.email.unwrap_or_default(),
        };
        self.memory()?.monitoring.personal.push(text.clone());
        Ok(text)
    }
}

fn beacon_url(base: &str, beacon: &Beacon) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(beacon.parameters())
        .finish();
    format!("{base}{}?{query}", emc::TRACKING_PATH)
}

fn as_service(mut beacon: Beacon, procedure: &str, outcome: Outcome) -> Beacon {
    beacon.seen = Seen::Service {
        procedure: procedure.to_owned(),
        outcome,
        extra: String::new(),
    };
    beacon
}

steps! {
    /// EMC knows the portal of the province and has issued its code; with an EMC of one's own, the account names site and host.
    Given "EMC measures the province's portal" | "EMC đo lường cổng của tỉnh"
    async fn measured(world) {
        world.measured(true).await
    }

    /// The portal is in EMC's register, and no code was issued for it yet.
    Given "EMC knows the province's portal and has issued no code" | "EMC biết cổng của tỉnh nhưng chưa cấp mã"
    async fn without_code(world) {
        world.measured(false).await
    }

    /// The operator issues the code.
    When "the operator issues the code" | "đơn vị vận hành cấp mã"
    async fn issues(world) {
        let emc = world.government()?.service::<Monitoring>().await?.operator()?;
        emc.advance(SITE.0, Stage::CodeIssued).await.map_err(|error| Ended::error(error.to_string()))
    }

    /// A visitor who was not there before opens the page of a procedure.
    When "a citizen opens the page of {procedure}" | "một người dân mở trang của {procedure}"
    async fn opens(world, procedure: Quoted) {
        let beacon = world.new_view(&procedure.0)?;
        world.beacon(beacon, "citizen").await
    }

    /// Several visitors, one after another.
    When "{count} citizens open the page of {procedure}" | "{count} người dân mở trang của {procedure}"
    async fn open(world, count: Number, procedure: Quoted) {
        for _ in 0..count.0 {
            let beacon = world.new_view(&procedure.0)?;
            world.beacon(beacon, "citizen").await?;
        }
        Ok(())
    }

    /// The same visitor, the same page, a new page view: the browser's reload.
    When "the same citizen reloads the page" | "người dân đó tải lại trang"
    async fn reloads(world) {
        let mut beacon = world.latest_beacon()?;
        beacon.view = world.draw_hex(6)?;
        world.beacon(beacon, "citizen").await
    }

    /// The same beacon once more, as a browser that got no answer repeats it.
    When "the same beacon arrives again" | "cùng báo hiệu đó đến lần nữa"
    async fn again(world) {
        let beacon = world.latest_beacon()?;
        world.beacon(beacon, "citizen").await
    }

    /// A search engine's machine opens the page and runs its script.
    When "a search engine opens the page of {procedure}" | "máy tìm kiếm mở trang của {procedure}"
    async fn machine(world, procedure: Quoted) {
        let beacon = world.new_view(&procedure.0)?;
        world.beacon(beacon, "Googlebot").await
    }

    /// The browser reports a submission that went through (`trackDVC` with "1").
    When "the citizen submits {procedure}" | "người dân nộp hồ sơ {procedure}"
    async fn submits(world, procedure: Quoted) {
        let beacon = as_service(world.latest_beacon()?, &procedure.0, Outcome::Submitted);
        world.beacon(beacon, "citizen").await
    }

    /// The browser reports a submission that was given up (`trackDVC` with "0").
    When "the citizen gives up submitting {procedure}" | "người dân bỏ dở việc nộp {procedure}"
    async fn gives_up(world, procedure: Quoted) {
        let beacon = as_service(world.latest_beacon()?, &procedure.0, Outcome::NotSubmitted);
        world.beacon(beacon, "citizen").await
    }

    /// `trackDVC` with "-1", as some write it.
    When "the page reports the outcome \"-1\" of {procedure}" | "trang báo kết quả \"-1\" của {procedure}"
    async fn minus_one(world, procedure: Quoted) {
        let beacon = as_service(world.latest_beacon()?, &procedure.0, Outcome::NotSubmitted);
        let base = world.memory()?.monitoring.url.clone();
        let url = beacon_url(&base, &beacon).replace("dvc_kq=0", "dvc_kq=-1");
        let said = Say::get(url).by("citizen").send().await?;
        world.memory()?.monitoring.said = Some(said);
        Ok(())
    }

    /// A page of another host reports for the province's site.
    When "a page of {host} reports for the province's portal" | "một trang của {host} báo cáo thay cổng của tỉnh"
    async fn foreign(world, host: Quoted) {
        let mut beacon = world.new_view(PROCEDURE)?;
        beacon.url = format!("https://{}/", host.0);
        world.beacon(beacon, "citizen").await
    }

    /// A beacon for a site that nobody registered.
    When "a page reports for a site that nobody registered" | "một trang báo cáo cho mã trang chưa ai đăng ký"
    async fn unregistered(world) {
        let mut beacon = world.new_view(PROCEDURE)?;
        beacon.site = 999_999;
        world.beacon(beacon, "citizen").await
    }

    /// A page whose address carries what names a person.
    When "a citizen's page address carries {what}" | "địa chỉ trang của người dân chứa {what}"
    async fn carries(world, what: PersonalWord) {
        let text = world.personal(what.0)?;
        let mut beacon = world.new_view(PROCEDURE)?;
        beacon.url = format!("{}&ma={text}", beacon.url);
        world.beacon(beacon, "citizen").await
    }

    /// The one-stop system reports where a dossier is.
    When "the one-stop system reports {channel} {dossier} as {stage}" | "hệ thống một cửa báo {channel} {dossier} {stage}"
    async fn reports(world, channel: ChannelWord, dossier: Quoted, stage: StageWord) {
        let progress = world.progress(&dossier.0, channel, stage)?;
        world.report(progress, |_| {}).await
    }

    /// The same, paid for online.
    When "the one-stop system reports {channel} {dossier} as {stage} and paid online" | "hệ thống một cửa báo {channel} {dossier} {stage}, đã thanh toán trực tuyến"
    async fn reports_paid(world, channel: ChannelWord, dossier: Quoted, stage: StageWord) {
        let mut progress = world.progress(&dossier.0, channel, stage)?;
        progress.payment = Payment::Online;
        world.report(progress, |_| {}).await
    }

    /// The same, with something not as documented.
    When "the one-stop system reports {channel} {dossier} as {stage}, {flaw}" | "hệ thống một cửa báo {channel} {dossier} {stage}, {flaw}"
    async fn reports_flawed(world, channel: ChannelWord, dossier: Quoted, stage: StageWord, flaw: FlawWord) {
        let progress = world.progress(&dossier.0, channel, stage)?;
        world.report(progress, flaw.0.does).await
    }

    /// The same, with the applicant's own data as the user.
    When "the one-stop system reports {channel} {dossier} as {stage} with {what} as its user" | "hệ thống một cửa báo {channel} {dossier} {stage}, người dùng là {what}"
    async fn reports_person(world, channel: ChannelWord, dossier: Quoted, stage: StageWord, what: PersonalWord) {
        let text = world.personal(what.0)?;
        let mut progress = world.progress(&dossier.0, channel, stage)?;
        progress.user.local = text;
        world.report(progress, |_| {}).await
    }

    /// The latest message once more, as a job that got no answer repeats it.
    When "the one-stop system sends the same message again" | "hệ thống một cửa gửi lại đúng bản tin đó"
    async fn reports_again(world) {
        let progress = world.memory()?.monitoring.progress.clone();
        let progress = progress.ok_or_else(|| Ended::error("the scenario speaks of a message before one was sent"))?;
        world.report(progress, |_| {}).await
    }

    /// A body that is no message.
    When "EMC is sent {rubbish}" | "EMC nhận được {rubbish}"
    async fn rubbish(world, rubbish: RubbishWord) {
        let url = format!("{}{}", world.memory()?.monitoring.url, emc::SERVER_PATH);
        let said = Say::bytes(url, (rubbish.0.does)()).by("one-stop").send().await?;
        world.memory()?.monitoring.said = Some(said);
        Ok(())
    }

    /// The agency reports a figure of its own for today.
    When "the agency reports {count} {measure} of today" | "cơ quan báo cáo {count} {measure} trong ngày"
    async fn figures(world, count: Number, measure: super::words::MeasureWord) {
        let today = world.government()?.clock().today();
        let (url, site) = (world.memory()?.monitoring.url.clone(), world.memory()?.monitoring.site);
        let body = json!({"site": site, "from": today, "to": today, "measure": measure.0, "value": count.0});
        let said: Said = Say::json(format!("{url}/emc/reported"), &body).by("agency").send().await?;
        world.memory()?.monitoring.said = Some(said);
        Ok(())
    }

    /// The operator asks EMC to take the site one stage further; whether it may is seen in the site's state.
    When "the operator has the site verified" | "đơn vị vận hành xác nhận trang"
    async fn verified(world) {
        let emc = world.government()?.service::<Monitoring>().await?.operator()?;
        // A refusal is an answer: the next step looks at the state.
        let _ = emc.advance(SITE.0, Stage::Verified).await;
        Ok(())
    }

    /// As above, for publication.
    When "the operator has the site published" | "đơn vị vận hành công bố trang"
    async fn published(world) {
        let emc = world.government()?.service::<Monitoring>().await?.operator()?;
        let _ = emc.advance(SITE.0, Stage::Published).await;
        Ok(())
    }

    /// EMC is stopped without warning and started again over what it had kept.
    When "EMC is killed and started again" | "EMC bị tắt đột ngột rồi khởi động lại"
    async fn killed(world) {
        let government = world.government()?;
        government.kill::<Monitoring>().await?;
        government.start::<Monitoring>().await?;
        Ok(())
    }
}
