//! The journal: every movement of money, double entry, append-only.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::transactions::Transaction;
use crate::payment::knows::bank_wire::Notice;

/// One posting: `amount` đồng from the account `credit` names to that which `debit` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The platform's number of the transaction.
    pub number: String,
    /// `paid`, `surplus` or `reversed`.
    pub kind: String,
    /// The bank's number of the movement.
    pub movement: String,
    /// `bank:<code>`: what a bank owes.
    pub debit: String,
    /// `partner:<code>`: what is owed to a partner; `suspense`: what belongs to nobody yet.
    pub credit: String,
    /// Amount in đồng.
    pub amount: i64,
    /// When, `yyyyMMddHHmmss`.
    pub at: String,
}

/// What was counted and what a recount finds; sound when both agree and nothing is listed as wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Balances in đồng by account, kept as postings happen.
    pub counted: BTreeMap<String, i64>,
    /// The same from the journal alone.
    pub recounted: BTreeMap<String, i64>,
    /// Transactions that are paid without a posting, or have a posting and are not paid; by number.
    pub torn: Vec<String>,
}

impl Audit {
    /// Whether nothing is lost and nothing counted twice.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.torn.is_empty()
            && self.counted == self.recounted
            && self.recounted.values().sum::<i64>() == 0
    }
}

/// Whether a movement is posted already.
pub fn knows(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM posting WHERE bank = ? AND movement = ? AND kind IN ('paid', 'surplus')",
        )?
        .exists([&known.bank, &notice.movement])
}

/// The payment of a transaction.
pub fn paid(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
    now: &str,
) -> rusqlite::Result<()> {
    let accounts = (
        format!("bank:{}", known.bank),
        format!("partner:{}", known.partner),
    );
    post(connection, known, notice, "paid", accounts, now)
}

/// Money that came and pays nothing.
pub fn surplus(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
    now: &str,
) -> rusqlite::Result<()> {
    let accounts = (format!("bank:{}", known.bank), "suspense".to_owned());
    post(connection, known, notice, "surplus", accounts, now)
}

/// A bank took back what it had paid; whether that is news.
pub fn reversed(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
    now: &str,
) -> rusqlite::Result<bool> {
    let posted = connection
        .prepare_cached("SELECT 1 FROM posting WHERE bank = ? AND movement = ? AND kind = ?")?
        .exists([known.bank.as_str(), &notice.movement, "reversed"])?;
    if posted || !knows(connection, known, notice)? {
        return Ok(false);
    }
    let accounts = ("suspense".to_owned(), format!("bank:{}", known.bank));
    post(connection, known, notice, "reversed", accounts, now)?;
    Ok(true)
}

fn post(
    connection: &Connection,
    known: &Transaction,
    notice: &Notice,
    kind: &str,
    (debit, credit): (String, String),
    now: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO posting (txn, kind, bank, movement, debit, credit, amount, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![known.id, kind, known.bank, notice.movement, debit, credit, notice.amount, now])?;
    for (account, dong) in [(debit, notice.amount), (credit, -notice.amount)] {
        connection
            .prepare_cached(
                "INSERT INTO balance VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET dong = dong + excluded.dong",
            )?
            .execute(params![account, dong])?;
    }
    Ok(())
}

/// Every posting in order.
pub fn postings(connection: &Connection) -> rusqlite::Result<Vec<Posting>> {
    connection
        .prepare_cached(
            "SELECT number, kind, movement, debit, credit, posting.amount, at FROM posting JOIN txn ON txn.id = posting.txn
             ORDER BY posting.id",
        )?
        .query_map([], |row| {
            Ok(Posting {
                number: row.get(0)?,
                kind: row.get(1)?,
                movement: row.get(2)?,
                debit: row.get(3)?,
                credit: row.get(4)?,
                amount: row.get(5)?,
                at: row.get(6)?,
            })
        })?
        .collect()
}

/// Counts again.
pub fn audit(connection: &Connection) -> rusqlite::Result<Audit> {
    let mut audit = Audit::default();
    let mut balances = connection.prepare_cached("SELECT account, dong FROM balance")?;
    for row in balances.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (account, dong): (String, i64) = row?;
        audit.counted.insert(account, dong);
    }
    for posting in postings(connection)? {
        *audit.recounted.entry(posting.debit).or_default() += posting.amount;
        *audit.recounted.entry(posting.credit).or_default() -= posting.amount;
    }
    audit.torn = connection
        .prepare_cached(
            "SELECT number FROM txn LEFT JOIN posting ON posting.txn = txn.id AND kind = 'paid'
             WHERE (state = 'paid') <> (posting.id IS NOT NULL) OR (posting.id IS NOT NULL AND posting.amount <> txn.amount)
             ORDER BY txn.id",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(audit)
}
