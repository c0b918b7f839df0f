//! Sharing services: agencies, fields, procedures, TechIDs; and the agencies' own scores.

use std::collections::BTreeMap;

use protocols::portal::{Agency, Ask, Field, ProcedureRow};
use serde_json::{Value, json};

use super::calling::{Done, Given};
use crate::portal::Portal;
use crate::portal::keeps::accounts::Account;
use crate::portal::keeps::{people, ratings};
use crate::portal::knows::refusal::Refusal;

/// `LayDanhMucCoQuan`.
pub fn agencies(portal: &Portal) -> Done {
    let listed = protocols::agencies::all().iter().map(|agency| {
        let level = agency.level.to_string();
        (agency.code.clone(), (agency.name.clone(), level))
    });
    let mut all: BTreeMap<String, (String, String)> = listed.collect();
    for account in portal.accounts() {
        let known = all.entry(account.agency);
        known.or_insert_with(|| (account.name, String::new()));
    }
    rows(
        all.into_iter()
            .map(|(code, (name, level))| Agency { code, name, level }),
    )
}

/// `LayDanhMucLinhVuc`.
pub fn fields(portal: &Portal) -> Done {
    let catalogue = portal.catalogue();
    let parts = catalogue
        .all()
        .iter()
        .flat_map(|record| &record.procedure.fields);
    let all: BTreeMap<&str, &str> = parts
        .map(|part| (part.code.as_str(), part.name.as_str()))
        .collect();
    rows(all.into_iter().map(|(code, name)| Field {
        code: code.into(),
        name: name.into(),
        sector: code.split('-').next().unwrap_or_default().into(),
    }))
}

/// `LayDanhSachTTHC`.
pub fn procedures(portal: &Portal) -> Done {
    let catalogue = portal.catalogue();
    rows(catalogue.all().iter().map(|record| ProcedureRow {
        code: record.procedure.code.clone(),
        name: record.procedure.name.clone(),
    }))
}

fn rows<T: serde::Serialize>(rows: impl Iterator<Item = T>) -> Done {
    // Rows are structs of texts: they always have a JSON form.
    let rows: Vec<Value> = rows
        .filter_map(|row| serde_json::to_value(row).ok())
        .collect();
    Done {
        detail: format!("{} dòng", rows.len()),
        ..Done::result(rows)
    }
}

/// `LayThuTuc`.
pub fn procedure(portal: &Portal, ask: &Ask) -> Given {
    let code = ask.field("maTTHC");
    if code.is_empty() {
        return Err(Refusal::new("Thiếu maTTHC"));
    }
    let catalogue = portal.catalogue();
    let found = catalogue.find(&code);
    let found = found.ok_or_else(|| Refusal::new(format!("Không có thủ tục {code}")))?;
    Ok(Done {
        detail: code,
        ..Done::result(vec![found.procedure.write()])
    })
}

/// `TraCuuTechID`.
pub async fn tech_id(portal: &Portal, ask: &Ask) -> Given {
    let number = ask.field("mstorcmnd");
    if number.is_empty() {
        return Err(Refusal::new("Thiếu mstorcmnd"));
    }
    let asked = number.clone();
    let person = portal
        .store()
        .read(move |connection| people::by_number(connection, &asked))
        .await?;
    let rows: Vec<Value> = person
        .map(|person| json!({"TECHNICALID": person.tech_id}))
        .into_iter()
        .collect();
    Ok(Done::result(rows))
}

/// `DongBoDanhGia`: the one-stop's own scores of a quarter or year.
pub async fn scores(portal: &Portal, account: &Account, ask: Ask) -> Given {
    let Some(data) = ask.data.first().cloned() else {
        return Err(Refusal::new("Thiếu data"));
    };
    let period = data["KyDanhGia"].as_str().unwrap_or_default().to_owned();
    if !is_period(&period) {
        return Err(Refusal::new("KyDanhGia cần dạng 2026 hoặc 2026-Q1"));
    }
    let scores = data["DiemChiSo"].as_object().cloned().unwrap_or_default();
    let values: Vec<f64> = scores.values().filter_map(number).collect();
    let sound = |value: &f64| (0.0..=2.0).contains(value);
    if values.len() != scores.len() || scores.len() != 9 || !values.iter().all(sound) {
        return Err(Refusal::new(
            "DiemChiSo cần đủ 9 chỉ số, mỗi chỉ số từ 0 đến 2 điểm",
        ));
    }
    let total = (values.iter().sum::<f64>() * 10.0).round() / 10.0;
    let (agency, now) = (account.agency.clone(), portal.stamp());
    portal
        .store()
        .write(move |connection| {
            ratings::put_scores(
                connection,
                &agency,
                &period,
                total,
                &Value::Object(scores),
                &now,
            )
        })
        .await?;
    Ok(Done::default())
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn is_period(text: &str) -> bool {
    let (year, quarter) = text.split_once("-Q").unwrap_or((text, "1"));
    year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(quarter, "1" | "2" | "3" | "4")
}
