//! The licence system's tables. Moments are texts `yyyy-MM-ddTHH:mm:ss`, Vietnam time.

use crate::schema::Tables;

/// What it keeps. Licences nobody changed are not here: they follow from the nation.
pub const TABLES: Tables = Tables {
    component: "licences",
    // "LTGP"
    application: 0x4C54_4750,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE account (
    name TEXT PRIMARY KEY, password TEXT NOT NULL, unit TEXT NOT NULL, unit_name TEXT NOT NULL, portal INTEGER NOT NULL,
    blocked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, account TEXT NOT NULL, expires TEXT NOT NULL) STRICT;
CREATE TABLE application (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, holder TEXT NOT NULL, licence TEXT NOT NULL,
    portal_code TEXT NOT NULL, submitted TEXT NOT NULL, received TEXT, due TEXT, status INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX application_portal ON application (portal_code) WHERE portal_code <> '';
CREATE INDEX application_listed ON application (unit, submitted);
CREATE TABLE paper (
    path TEXT PRIMARY KEY, application INTEGER NOT NULL REFERENCES application, name TEXT NOT NULL, content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE card (
    id INTEGER PRIMARY KEY, serial TEXT NOT NULL, number TEXT NOT NULL, holder TEXT NOT NULL, class TEXT NOT NULL, passed TEXT NOT NULL,
    issued TEXT NOT NULL, expires TEXT, issuer TEXT NOT NULL, application INTEGER NOT NULL REFERENCES application
) STRICT;
CREATE INDEX card_number ON card (number, id);
CREATE TABLE old_card (
    id INTEGER PRIMARY KEY, serial TEXT NOT NULL, number TEXT NOT NULL, application INTEGER NOT NULL REFERENCES application,
    ended TEXT NOT NULL, taken_back TEXT, UNIQUE (serial, application)
) STRICT;
CREATE TABLE counter (what TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT NOT NULL, service TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_fixed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
";
