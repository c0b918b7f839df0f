//! Dossiers and their steps, as agencies synchronise them (services §1.3, §1.4).

use protocols::portal::{
    Ask, Dossier, Finding, Progress, PromotionState, code, read_dossier, read_moment,
    read_progress, read_promotion_state,
};
use rusqlite::Connection;
use serde_json::json;

use super::calling::{Done, Given, judged};
use crate::portal::Portal;
use crate::portal::keeps::accounts::Account;
use crate::portal::keeps::counters::{self, Counted};
use crate::portal::keeps::dossiers::{self, Known};
use crate::portal::keeps::log::{self, LogEntry};
use crate::portal::keeps::messages::{self, Message};
use crate::portal::keeps::steps;
use crate::portal::knows::refusal::Refusal;
use crate::portal::knows::settings::OrderRule;
use crate::portal::knows::{codes, order, status};

/// `TraCuuHoSo`: a list that is empty when the portal does not know the code.
pub async fn find(portal: &Portal, ask: &Ask) -> Given {
    let code = ask.field("mahoso");
    if code.is_empty() {
        return Err(Refusal::new("Thiếu mahoso"));
    }
    let asked = code.clone();
    let kept = portal
        .store()
        .read(move |connection| dossiers::find(connection, &asked))
        .await?;
    let rows: Vec<_> = kept
        .filter(|kept| codes::same_root(&kept.agency, &ask.agency))
        .map(|kept| json!({"MAHOSO": kept.dossier.code, "TRANGTHAIHOSO": kept.dossier.status}))
        .into_iter()
        .collect();
    Ok(Done {
        detail: code,
        ..Done::result(rows)
    })
}

fn sized(portal: &Portal, ask: &Ask) -> Result<(), Refusal> {
    let most = portal.settings().batch;
    match ask.data.len() {
        0 => Err(Refusal::new("Thiếu data")),
        n if n > most => Err(Refusal::new(format!("data có {n} mục, tối đa {most}"))),
        _ => Ok(()),
    }
}

/// `DongBoHoSoMC`: the whole batch or nothing of it.
pub async fn sync(portal: &Portal, account: &Account, mut ask: Ask) -> Given {
    sized(portal, &ask)?;
    let updating = ask
        .updating
        .ok_or_else(|| Refusal::new("Thiếu isUpdating \"True\" hoặc \"False\""))?;
    let now = portal.clock().now();
    let catalogue = portal.catalogue();
    let mut findings = std::mem::take(&mut ask.findings);
    let mut batch = Vec::with_capacity(ask.data.len());
    for (index, value) in ask.data.drain(..).enumerate() {
        let at = format!("data[{index}]");
        let (read, found) = read_dossier(&at, value);
        findings.extend(found);
        if let Some(dossier) = read {
            let settings = portal.settings();
            let whole = order::dossier(&at, &dossier, &account.agency, &catalogue, settings, now);
            findings.extend(whole);
            batch.push(dossier);
        }
    }
    twice(&batch)?;
    let noted = judged(findings)?;
    let noted = unreachable_files(portal, &batch, noted).await;
    let keeping = Keeping {
        account: account.clone(),
        updating,
        stamp: portal.stamp(),
        duplicate: portal.settings().duplicate_code,
        left_end: portal.settings().left_end,
        notifies: portal.settings().notifies,
    };
    let detail = format!("{} hồ sơ, isUpdating {updating}", batch.len());
    let updates = if updating { batch.len() as u64 } else { 0 };
    let logged = detail.clone();
    portal
        .store()
        .write(move |connection| keeping.keep(connection, &batch, &logged))
        .await??;
    Ok(Done {
        noted,
        detail,
        updates,
        logged: true,
        ..Done::default()
    })
}

/// A code twice in one batch: which of the two would count?
fn twice(batch: &[Dossier]) -> Result<(), Refusal> {
    let mut seen: Vec<&str> = batch.iter().map(|dossier| dossier.code.as_str()).collect();
    seen.sort_unstable();
    match seen.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Refusal::new(format!(
            "Mã hồ sơ {} có hai lần trong data",
            pair[0]
        ))),
        None => Ok(()),
    }
}

/// Fetches attachments when the operator wants it: what cannot be fetched is told, never an obstacle (pitfall 17).
async fn unreachable_files(
    portal: &Portal,
    batch: &[Dossier],
    mut noted: Vec<Finding>,
) -> Vec<Finding> {
    if !portal.settings().fetches_files {
        return noted;
    }
    let files = batch
        .iter()
        .flat_map(|dossier| &dossier.documents)
        .filter(|file| !file.url.is_empty());
    for file in files.take(portal.settings().batch) {
        let limit = portal.settings().file_bytes;
        let trouble = match portal.calls().fetch(&file.url, limit).await {
            Ok(answer) if answer.status == 200 => continue,
            Ok(answer) => format!("HTTP {}", answer.status),
            Err(error) => error.to_string(),
        };
        let expected = format!("tệp Cổng tải được ({trouble})");
        noted.push(Finding::noted("DuongDanTaiTepTin", &expected, &file.url));
    }
    noted
}

/// What a batch is kept with.
struct Keeping {
    account: Account,
    updating: bool,
    stamp: String,
    duplicate: i32,
    left_end: OrderRule,
    notifies: bool,
}

impl Keeping {
    fn keep(
        &self,
        connection: &Connection,
        batch: &[Dossier],
        detail: &str,
    ) -> rusqlite::Result<Result<(), Refusal>> {
        let mut before = Vec::with_capacity(batch.len());
        for dossier in batch {
            before.push(dossiers::known(connection, &dossier.code)?);
        }
        if let Err(refusal) = self.agree(batch, &before) {
            return Ok(Err(refusal));
        }
        for (dossier, known) in batch.iter().zip(&before) {
            match self.updating {
                true => dossiers::update(connection, dossier, &self.stamp)?,
                false => dossiers::insert(
                    connection,
                    dossier,
                    &self.account.agency,
                    &self.stamp,
                    "agency",
                )?,
            }
            let changed = known.as_ref().map(|known| known.status) != dossier.status_code();
            if self.notifies && changed {
                notify(connection, dossier, "", &self.stamp)?;
            }
        }
        let updates = if self.updating { batch.len() as u64 } else { 0 };
        let agency = &self.account.agency;
        counters::count(
            connection,
            &self.stamp[..8],
            agency,
            Counted::Updates,
            updates,
        )?;
        let line = LogEntry {
            at: self.stamp.clone(),
            caller: self.account.username.clone(),
            agency: agency.clone(),
            operation: "DongBoHoSoMC".into(),
            outcome: "0".into(),
            detail: detail.to_owned(),
            updates,
            ..LogEntry::default()
        };
        log::append(connection, &line)?;
        Ok(Ok(()))
    }

    /// Whether the batch agrees with what is known: new ones unknown, changed ones known and the agency's own.
    fn agree(&self, batch: &[Dossier], before: &[Option<Known>]) -> Result<(), Refusal> {
        let mut items = Vec::new();
        let mut refuse = |dossier: &Dossier, text: String| {
            items.push(json!({"MAHOSO": dossier.code, "MOTA": text}));
        };
        let mut duplicate = false;
        for (dossier, known) in batch.iter().zip(before) {
            match known {
                Some(_) if !self.updating => {
                    duplicate = true;
                    refuse(dossier, "Hồ sơ đã tồn tại".into());
                }
                None if self.updating => {
                    refuse(dossier, "Hồ sơ chưa tồn tại, cần isUpdating False".into())
                }
                Some(known) if !codes::same_root(&known.agency, &self.account.agency) => {
                    refuse(dossier, "Hồ sơ của cơ quan khác".into());
                }
                Some(known) => {
                    let to = dossier.status_code().unwrap_or_default();
                    if self.left_end == OrderRule::Refuse && !status::may_follow(known.status, to) {
                        let from = known.status;
                        refuse(
                            dossier,
                            format!(
                                "Hồ sơ đã kết thúc ở trạng thái {from}, không chuyển sang {to}"
                            ),
                        );
                    }
                }
                None => {}
            }
        }
        let Some(first) = items.first() else {
            return Ok(());
        };
        let text = format!(
            "{}: {}",
            first["MAHOSO"].as_str().unwrap_or_default(),
            first["MOTA"].as_str().unwrap_or_default()
        );
        let code = if duplicate {
            self.duplicate
        } else {
            code::ERROR
        };
        items.truncate(20);
        Err(Refusal { code, text, items })
    }
}

/// Tells the owner of a status by e-mail and SMS: agency, person, times (NĐ 224/2026 Art. 15.1g).
pub fn notify(
    connection: &Connection,
    dossier: &Dossier,
    reason: &str,
    now: &str,
) -> rusqlite::Result<()> {
    let known = dossier.status_code().and_then(status::of);
    let name = known.map_or("", |status| status.name);
    let mut text = format!(
        "Hồ sơ {}: {name}. Đơn vị xử lý: {}. Tiếp nhận: {}. Hẹn trả: {}.",
        dossier.code, dossier.unit, dossier.received, dossier.due
    );
    let asked = dossier
        .supplements
        .last()
        .filter(|_| dossier.status.trim() == "5");
    let reason = asked.map_or(reason, |supplement| supplement.content.as_str());
    if !reason.is_empty() {
        text = format!("{text} Nội dung: {reason}");
    }
    for (channel, recipient) in [("email", &dossier.email), ("sms", &dossier.phone)] {
        if recipient.trim().is_empty() {
            continue;
        }
        let message = Message {
            at: now.to_owned(),
            dossier: dossier.code.clone(),
            channel: channel.into(),
            recipient: recipient.clone(),
            text: text.clone(),
        };
        messages::put(connection, &message)?;
    }
    Ok(())
}

/// `CapNhatTienDoHoSoMC`: the whole batch or nothing of it; a step that was kept before is not kept twice.
pub async fn progress(portal: &Portal, account: &Account, mut ask: Ask) -> Given {
    sized(portal, &ask)?;
    let now = portal.clock().now();
    let mut findings = std::mem::take(&mut ask.findings);
    let mut batch: Vec<Progress> = Vec::with_capacity(ask.data.len());
    for (index, value) in ask.data.drain(..).enumerate() {
        let at = format!("data[{index}]");
        let (read, found) = read_progress(&at, value);
        findings.extend(found);
        if let Some(step) = read {
            findings.extend(order::step(&at, &step, portal.settings(), now));
            batch.push(step);
        }
    }
    let noted = judged(findings)?;
    let (agency, stamp) = (account.agency.clone(), portal.stamp());
    let detail = format!("{} bước", batch.len());
    portal
        .store()
        .write(move |connection| {
            for step in &batch {
                let known = dossiers::known(connection, &step.code)?;
                if let Err(refusal) = owned(known, &step.code, &agency) {
                    return Ok(Err(refusal));
                }
            }
            for step in &batch {
                steps::keep(connection, step, &agency, &stamp)?;
            }
            Ok(Ok(()))
        })
        .await??;
    Ok(Done {
        noted,
        detail,
        ..Done::default()
    })
}

fn owned(known: Option<Known>, code: &str, agency: &str) -> Result<(), Refusal> {
    match known {
        None => Err(Refusal::new(format!("Hồ sơ {code} chưa tồn tại trên Cổng"))),
        Some(known) if !codes::same_root(&known.agency, agency) => {
            Err(Refusal::new(format!("Hồ sơ {code} của cơ quan khác")))
        }
        Some(_) => Ok(()),
    }
}

/// `DongBoTrangThaiHoSo`: what became of a dossier that was submitted on the portal; 11 is refused.
pub async fn state(portal: &Portal, account: &Account, mut ask: Ask) -> Given {
    let Some(value) = ask.data.pop().filter(|_| ask.data.is_empty()) else {
        return Err(Refusal::new("data cần đúng một hồ sơ"));
    };
    if ask.field("type") != "2" {
        return Err(Refusal::new("type cần là \"2\""));
    }
    let (read, mut findings) = read_promotion_state("data", value);
    findings.extend(ask.findings);
    let noted = judged(findings)?;
    let Some(state) = read else {
        return Err(Refusal::new("Thiếu data"));
    };
    let (account, stamp) = (account.clone(), portal.stamp());
    let left_end = portal.settings().left_end;
    let detail = format!("{} {}", state.code, state.status);
    portal
        .store()
        .write(move |connection| keep_state(connection, &account, &state, left_end, &stamp))
        .await??;
    Ok(Done {
        noted,
        detail,
        ..Done::default()
    })
}

fn keep_state(
    connection: &Connection,
    account: &Account,
    state: &PromotionState,
    left_end: OrderRule,
    stamp: &str,
) -> rusqlite::Result<Result<(), Refusal>> {
    let known = dossiers::known(connection, &state.code)?;
    let before = known.as_ref().map(|known| known.status);
    if let Err(refusal) = owned(known, &state.code, &account.agency) {
        return Ok(Err(refusal));
    }
    let Some(mut kept) = dossiers::find(connection, &state.code)? else {
        return Ok(Err(Refusal::new("Hồ sơ chưa tồn tại trên Cổng")));
    };
    let status: u8 = match state.status.trim() {
        "11" => 3,
        other => other.parse().unwrap_or_default(),
    };
    if left_end == OrderRule::Refuse && !status::may_follow(before.unwrap_or_default(), status) {
        return Ok(Err(Refusal::new(format!(
            "Hồ sơ {} đã kết thúc",
            state.code
        ))));
    }
    kept.dossier.status = status.to_string();
    let at = read_moment(&state.at)
        .ok()
        .flatten()
        .map(|_| state.at.clone());
    match status {
        3 => kept.dossier.refused = at.unwrap_or_default(),
        9 => kept.dossier.finished = at.unwrap_or_default(),
        10 => kept.dossier.returned = at.unwrap_or_default(),
        _ => {}
    }
    dossiers::update(connection, &kept.dossier, stamp)?;
    if !state.agency_code.is_empty() {
        dossiers::link(connection, &state.code, &state.agency_code)?;
    }
    let step = Progress {
        code: state.code.clone(),
        officer: account.name.chars().take(50).collect(),
        at: state.at.clone(),
        content: state.content.clone(),
        status: status.to_string(),
        ..Progress::default()
    };
    steps::keep(connection, &step, &account.agency, stamp)?;
    if before != Some(status) {
        notify(connection, &kept.dossier, &state.content, stamp)?;
    }
    Ok(Ok(()))
}
