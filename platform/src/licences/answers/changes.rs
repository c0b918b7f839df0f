//! What a province changes: how far an application is, the new card, the old card taken back.

use clock::calendar;
use protocols::licences::{Answer, ErrorCode};
use serde_json::json;

use crate::licences::Licences;
use crate::licences::keeps::accounts::Account;
use crate::licences::keeps::applications::{self, Kept};
use crate::licences::keeps::cards::{self, TakenBack};
use crate::licences::knows::{course, licence};
use crate::store::StoreError;

/// Finds an application of the account's unit, or answers why not.
fn own(
    connection: &rusqlite::Connection,
    account: &Account,
    code: &str,
) -> rusqlite::Result<Result<Kept, Answer>> {
    Ok(match applications::find(connection, code)? {
        None => Err(Answer::refused(ErrorCode::NotFound, "Không tìm thấy hồ sơ")),
        Some(kept) if kept.unit != account.unit => Err(Answer::refused(
            ErrorCode::Forbidden,
            "Hồ sơ của đơn vị khác",
        )),
        Some(kept) => Ok(kept),
    })
}

/// Moves an application. Reception sets the due date: so many working days later (QĐ 545/QĐ-BGTVT), at the hour it came.
pub async fn status(
    licences: &Licences,
    account: Account,
    code: String,
    status: u8,
) -> Result<Answer, StoreError> {
    let (now, days) = (licences.clock().now(), licences.settings().result_days);
    let write = move |connection: &rusqlite::Connection| {
        let kept = match own(connection, &account, &code)? {
            Ok(kept) => kept,
            Err(answer) => return Ok(answer),
        };
        if !course::may(kept.status, status) {
            let (from, to) = (course::name(kept.status), course::name(status));
            return Ok(Answer::refused(
                ErrorCode::Refused,
                format!("Không thể chuyển từ {from} sang {to}"),
            ));
        }
        let due = calendar::add_working_days(now.date(), days).to_datetime(now.time());
        let received = (status == 2 && kept.status != 2).then_some((now, due));
        applications::set_status(connection, kept.id, status, received)?;
        Ok(Answer::ok(
            json!({"MaHoSo": code, "MaTrangThai": status.to_string()}),
        ))
    };
    licences.store().write(write).await
}

/// Issues the new card of an application: once, whatever is asked again.
pub async fn exchange(
    licences: &Licences,
    account: Account,
    code: String,
) -> Result<Answer, StoreError> {
    let (now, nation, seed) = (
        licences.clock().now(),
        licences.nation(),
        licences.settings().id_seed,
    );
    let write = move |connection: &rusqlite::Connection| {
        let kept = match own(connection, &account, &code)? {
            Ok(kept) => kept,
            Err(answer) => return Ok(answer),
        };
        if let Some(issued) = cards::issued_for(connection, kept.id)? {
            return Ok(Answer::ok(json!(issued.held())));
        }
        if !course::may_exchange(kept.status) {
            return Ok(Answer::refused(
                ErrorCode::Refused,
                "Hồ sơ chưa được tiếp nhận hoặc đã kết thúc",
            ));
        }
        let Some(old) = cards::present(connection, &nation, &kept.licence)? else {
            return Ok(Answer::refused(
                ErrorCode::NotFound,
                "Không tìm thấy giấy phép lái xe",
            ));
        };
        let number = cards::count(connection)? + 1;
        let new = old.renewed(licence::card(seed, number), now.date(), &account.unit_name);
        cards::issue(connection, kept.id, &old, &new, now)?;
        Ok(Answer::ok(json!(new.held())))
    };
    licences.store().write(write).await
}

/// Notes that the old card came back.
pub async fn take_back(
    licences: &Licences,
    account: Account,
    code: String,
    card: String,
) -> Result<Answer, StoreError> {
    let now = licences.clock().now();
    let write = move |connection: &rusqlite::Connection| {
        let kept = match own(connection, &account, &code)? {
            Ok(kept) => kept,
            Err(answer) => return Ok(answer),
        };
        Ok(match cards::take_back(connection, kept.id, &card, now)? {
            TakenBack::Now => Answer::ok(json!({"soserigplx": card})),
            TakenBack::Before => {
                Answer::refused(ErrorCode::Refused, "Giấy phép cũ đã được thu lại trước đó")
            }
            TakenBack::Unknown => {
                Answer::refused(ErrorCode::NotFound, "Không có giấy phép cũ này trong hồ sơ")
            }
        })
    };
    licences.store().write(write).await
}
