//! Transactions: begun by a partner, chosen by a citizen, decided by a bank.

use protocols::payment::Bill;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{journal, notices};
use crate::payment::knows::bank_wire::{Notice, Result as BankResult};

/// Where a transaction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Begun; the citizen has not chosen a bank.
    New,
    /// A bank was asked, its result is not known.
    Asked,
    /// Paid; final.
    Paid,
    /// Refused by the bank, given up, or not paid in time; final.
    Failed,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Asked => "asked",
            Self::Paid => "paid",
            Self::Failed => "failed",
        }
    }

    fn of(word: &str) -> Self {
        [Self::New, Self::Asked, Self::Paid]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or(Self::Failed)
    }
}

/// One transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    /// Row.
    pub id: i64,
    /// `MaGiaoDich`.
    pub number: String,
    /// `MaDoiTac`.
    pub partner: String,
    /// `MaThamChieu`.
    pub reference: String,
    /// Unguessable part of the page's address.
    pub token: String,
    /// Amount in đồng.
    pub amount: i64,
    /// Where it stands.
    pub state: State,
    /// The bank that was asked; empty before.
    pub bank: String,
    /// What is paid, in words.
    pub description: String,
    /// What the receipt says.
    pub bill: Bill,
    /// Hash of the INIT that began it, to know it again.
    pub hash: String,
    /// When it was begun, `yyyyMMddHHmmss`.
    pub created: String,
    /// When it was decided; empty before.
    pub decided: String,
}

/// What became of a bank's notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It decided the transaction.
    Now,
    /// It says what is known already, or nothing.
    Nothing,
    /// Money moved that belongs to no payment; it stands in the account `suspense`, to be given back by hand (services §3.1:
    /// there is no refund by machine).
    Surplus,
    /// No such transaction at this bank.
    Unknown,
}

const COLUMNS: &str = "SELECT id, number, partner, reference, token, amount, state, bank, description, bill, hash, created, decided FROM txn";

fn read(row: &Row<'_>) -> rusqlite::Result<Transaction> {
    Ok(Transaction {
        id: row.get(0)?,
        number: row.get(1)?,
        partner: row.get(2)?,
        reference: row.get(3)?,
        token: row.get(4)?,
        amount: row.get(5)?,
        state: State::of(&row.get::<_, String>(6)?),
        bank: row.get(7)?,
        description: row.get(8)?,
        bill: serde_json::from_str(&row.get::<_, String>(9)?).unwrap_or_default(),
        hash: row.get(10)?,
        created: row.get(11)?,
        decided: row.get(12)?,
    })
}

/// By the partner's name of it.
pub fn of_reference(
    connection: &Connection,
    partner: &str,
    reference: &str,
) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE partner = ? AND reference = ?"))?
        .query_row([partner, reference], read)
        .optional()
}

/// By its page.
pub fn of_token(connection: &Connection, token: &str) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE token = ?"))?
        .query_row([token], read)
        .optional()
}

/// By the platform's number.
pub fn of_number(connection: &Connection, number: &str) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE number = ?"))?
        .query_row([number], read)
        .optional()
}

/// By its row.
pub fn of_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE id = ?"))?
        .query_row([id], read)
        .optional()
}

/// Those whose bank has not answered, oldest first.
pub fn undecided(connection: &Connection) -> rusqlite::Result<Vec<Transaction>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE state = 'asked' ORDER BY id"))?
        .query_map([], read)?
        .collect()
}

/// A partner's transactions that were decided on a day (`yyyyMMdd`), in order.
pub fn decided_on(
    connection: &Connection,
    partner: &str,
    day: &str,
) -> rusqlite::Result<Vec<Transaction>> {
    connection
        .prepare_cached(&format!(
            "{COLUMNS} WHERE partner = ? AND decided LIKE ? || '%' ORDER BY decided, id"
        ))?
        .query_map([partner, day], read)?
        .collect()
}

/// Begins a transaction, or finds it begun; none when its reference names another one.
pub fn begin(connection: &Connection, new: &Transaction) -> rusqlite::Result<Option<Transaction>> {
    if let Some(known) = of_reference(connection, &new.partner, &new.reference)? {
        let same = known.amount == new.amount
            && known.description == new.description
            && known.bill == new.bill;
        return Ok(same.then_some(known));
    }
    connection
        .prepare_cached(
            "INSERT INTO txn (number, partner, reference, token, amount, state, bank, description, bill, hash, created, decided)
             VALUES (?, ?, ?, ?, ?, 'new', '', ?, ?, ?, ?, '')",
        )?
        .execute(params![
            new.number,
            new.partner,
            new.reference,
            new.token,
            new.amount,
            new.description,
            serde_json::to_string(&new.bill).unwrap_or_default(),
            new.hash,
            new.created
        ])?;
    of_reference(connection, &new.partner, &new.reference)
}

/// The citizen chose a bank; none when the transaction is under way or over already.
pub fn choose(
    connection: &Connection,
    token: &str,
    bank: &str,
) -> rusqlite::Result<Option<Transaction>> {
    let chosen = connection
        .prepare_cached(
            "UPDATE txn SET state = 'asked', bank = ? WHERE token = ? AND state = 'new'",
        )?
        .execute([bank, token])?;
    if chosen == 0 {
        Ok(None)
    } else {
        of_token(connection, token)
    }
}

/// The citizen gave up; whether the transaction ended by it.
pub fn give_up(connection: &Connection, token: &str, now: &str) -> rusqlite::Result<bool> {
    match of_token(connection, token)? {
        Some(known) if known.state == State::New => {
            end(connection, known.id, State::Failed, now)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Ends what nobody paid since `before`; how many.
pub fn expire(connection: &Connection, before: &str, now: &str) -> rusqlite::Result<usize> {
    let late: Vec<i64> = connection
        .prepare_cached("SELECT id FROM txn WHERE state = 'new' AND created <= ? ORDER BY id")?
        .query_map([before], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in &late {
        end(connection, *id, State::Failed, now)?;
    }
    Ok(late.len())
}

/// A bank said what became of a transaction: state, journal and the CONFIRM that is due change together.
pub fn decide(
    connection: &Connection,
    bank: &str,
    notice: &Notice,
    now: &str,
) -> rusqlite::Result<Decided> {
    let Some(known) = of_number(connection, &notice.order)?.filter(|known| known.bank == bank)
    else {
        return Ok(Decided::Unknown);
    };
    match notice.result {
        BankResult::Unknown => Ok(Decided::Nothing),
        BankResult::Refused if known.state == State::Asked => {
            end(connection, known.id, State::Failed, now)?;
            Ok(Decided::Now)
        }
        BankResult::Refused => Ok(Decided::Nothing),
        BankResult::Paid => paid(connection, &known, notice, now),
        // The partner was told: what was paid stays paid, the difference is settled by hand.
        BankResult::Reversed => {
            let new = journal::reversed(connection, &known, notice, now)?;
            if known.state == State::Asked {
                end(connection, known.id, State::Failed, now)?;
                return Ok(Decided::Now);
            }
            Ok(if new {
                Decided::Surplus
            } else {
                Decided::Nothing
            })
        }
    }
}

fn paid(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
    now: &str,
) -> rusqlite::Result<Decided> {
    if journal::knows(connection, known, notice)? {
        return Ok(Decided::Nothing);
    }
    if known.state == State::Asked && notice.amount == known.amount {
        journal::paid(connection, known, notice, now)?;
        end(connection, known.id, State::Paid, now)?;
        return Ok(Decided::Now);
    }
    if notice.amount > 0 {
        journal::surplus(connection, known, notice, now)?;
    }
    if known.state == State::Asked {
        end(connection, known.id, State::Failed, now)?;
    }
    Ok(Decided::Surplus)
}

fn end(connection: &Connection, id: i64, state: State, now: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE txn SET state = ?, decided = ? WHERE id = ?")?
        .execute(params![state.word(), now, id])?;
    notices::due(connection, id, now)
}
