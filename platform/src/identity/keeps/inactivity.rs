//! Accounts that nobody uses (QĐ 31/2021/QĐ-TTg, R31-02): noticed after two years, again a month later, then locked.

use jiff::civil::DateTime;
use jiff::{Span, ToSpan};
use rusqlite::{Connection, params};

use super::accounts::{self, KeptAccount, text};
use super::messages;
use crate::identity::knows::settings::Settings;

/// Why such an account is locked.
pub const WHY: &str = "inactive";

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tended {
    /// Accounts given notice.
    pub noticed: u64,
    /// Accounts locked.
    pub locked: u64,
}

/// Gives the notices that are due and locks what had all of them.
pub fn tend(
    connection: &Connection,
    settings: &Settings,
    now: DateTime,
) -> rusqlite::Result<Tended> {
    let before = |span: Span| text(now.checked_sub(span).unwrap_or(DateTime::MIN));
    let unused = before(settings.inactive_months.months());
    let month = before(1.month());
    let due: Vec<(KeptAccount, u32)> = connection
        .prepare_cached(&format!(
            "SELECT {}, notices FROM account WHERE locked = '' AND used <= ?1 AND (notices = 0 OR noticed <= ?2) ORDER BY id",
            accounts::columns()
        ))?
        .query_map(params![unused, month], |row| Ok((KeptAccount::read(row)?, row.get(9)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut done = Tended::default();
    let at = text(now);
    for (account, notices) in due {
        if notices >= settings.inactive_notices {
            accounts::lock(connection, &account.claims.sub, WHY)?;
            let said = "Tài khoản đã bị khóa vì không đăng nhập quá thời hạn.";
            messages::send(connection, account.id, &account.claims, &at, said)?;
            done.locked += 1;
        } else {
            connection
                .prepare_cached(
                    "UPDATE account SET notices = notices + 1, noticed = ? WHERE id = ?",
                )?
                .execute(params![at, account.id])?;
            let said = "Tài khoản không đăng nhập trong 2 năm; đăng nhập lại để không bị khóa.";
            messages::send(connection, account.id, &account.claims, &at, said)?;
            done.noticed += 1;
        }
    }
    Ok(done)
}
