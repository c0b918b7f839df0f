//! The platform's tables.

use crate::schema::Tables;

/// What the platform keeps. `posting` is the journal: double entry, append-only by its triggers, at most one `paid` for a
/// transaction, each movement of a bank once of its kind. `balance` is kept as postings happen and is what a recount is
/// compared with.
pub const TABLES: Tables = Tables {
    component: "payment",
    // "LTPY"
    application: 0x4C54_5059,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE partner (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, secret TEXT NOT NULL, confirm_url TEXT NOT NULL, return_url TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE bank (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, secret TEXT NOT NULL, url TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE txn (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, partner TEXT NOT NULL REFERENCES partner,
    reference TEXT NOT NULL, token TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL, state TEXT NOT NULL, bank TEXT NOT NULL,
    description TEXT NOT NULL, bill TEXT NOT NULL, hash TEXT NOT NULL, created TEXT NOT NULL, decided TEXT NOT NULL,
    UNIQUE (partner, reference)
) STRICT;
CREATE INDEX txn_state ON txn (state, created);
CREATE TABLE posting (
    id INTEGER PRIMARY KEY, txn INTEGER NOT NULL REFERENCES txn, kind TEXT NOT NULL, bank TEXT NOT NULL,
    movement TEXT NOT NULL, debit TEXT NOT NULL, credit TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
    at TEXT NOT NULL, UNIQUE (bank, movement, kind), CHECK (debit <> credit)
) STRICT;
CREATE UNIQUE INDEX posting_paid ON posting (txn) WHERE kind = 'paid';
CREATE TRIGGER posting_kept BEFORE DELETE ON posting BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER posting_fixed BEFORE UPDATE ON posting BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TABLE balance (account TEXT PRIMARY KEY, dong INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE notice (
    txn INTEGER PRIMARY KEY REFERENCES txn, state TEXT NOT NULL, attempts INTEGER NOT NULL, due TEXT NOT NULL,
    told TEXT NOT NULL
) STRICT;
CREATE INDEX notice_due ON notice (state, due);
CREATE TABLE log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, caller TEXT NOT NULL, reference TEXT NOT NULL,
    outcome TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
";
