//! The portal's tables.

use crate::schema::Tables;

/// What the portal keeps. Moments are `yyyyMMddHHmmss`, which sorts as text; `body` is the dossier in the wire's own form.
pub const TABLES: Tables = Tables {
    component: "portal",
    // "LTPO"
    application: 0x4C54_504F,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE account (
    username TEXT PRIMARY KEY, password TEXT NOT NULL, agency TEXT NOT NULL, name TEXT NOT NULL, address TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE dossier (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, agency TEXT NOT NULL, procedure TEXT NOT NULL, status INTEGER NOT NULL,
    received TEXT NOT NULL, owner TEXT NOT NULL, changes INTEGER NOT NULL DEFAULT 0, first TEXT NOT NULL, last TEXT NOT NULL,
    source TEXT NOT NULL, alias TEXT, body TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_agency ON dossier (agency, received);
CREATE INDEX dossier_alias ON dossier (alias) WHERE alias IS NOT NULL;
CREATE TABLE step (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, kept TEXT NOT NULL, agency TEXT NOT NULL,
    body TEXT NOT NULL, UNIQUE (code, at, status, body)
) STRICT;
CREATE TABLE question (
    id INTEGER PRIMARY KEY, agency TEXT NOT NULL, asker TEXT NOT NULL, source TEXT NOT NULL, asked TEXT NOT NULL,
    answered TEXT, body TEXT NOT NULL, own TEXT UNIQUE
) STRICT;
CREATE INDEX question_agency ON question (agency);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY, agency TEXT NOT NULL, first_agency TEXT NOT NULL, sender TEXT NOT NULL, class INTEGER NOT NULL,
    dossier TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, contact TEXT NOT NULL, state TEXT NOT NULL,
    sent TEXT NOT NULL, assigned TEXT NOT NULL, asked TEXT, refused TEXT, replied TEXT, published TEXT, reply TEXT NOT NULL DEFAULT '',
    entered TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE feedback_act (
    id INTEGER PRIMARY KEY, feedback INTEGER NOT NULL REFERENCES feedback, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE TABLE opinion (
    feedback INTEGER NOT NULL REFERENCES feedback, person TEXT NOT NULL, likes INTEGER NOT NULL, PRIMARY KEY (feedback, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE rating (
    dossier TEXT PRIMARY KEY, agency TEXT NOT NULL, rater TEXT NOT NULL, at TEXT NOT NULL, level INTEGER NOT NULL,
    answers TEXT NOT NULL, remark TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE score (
    agency TEXT NOT NULL, period TEXT NOT NULL, at TEXT NOT NULL, total REAL NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (agency, period)
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    tech_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, body TEXT NOT NULL, token TEXT UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TABLE paper (
    id INTEGER PRIMARY KEY, owner TEXT NOT NULL, result_code TEXT NOT NULL, notation TEXT NOT NULL, body TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL
) STRICT;
CREATE INDEX paper_owner ON paper (owner);
CREATE TABLE message (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, dossier TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE push (
    id INTEGER PRIMARY KEY, agency TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL, asked TEXT NOT NULL, done TEXT,
    tries INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX push_waiting ON push (id) WHERE done IS NULL;
CREATE TABLE outage (id INTEGER PRIMARY KEY, announced TEXT NOT NULL, from_at TEXT NOT NULL, to_at TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE reported (agency TEXT NOT NULL, day TEXT NOT NULL, dossiers INTEGER NOT NULL, PRIMARY KEY (agency, day)) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
    day TEXT NOT NULL, agency TEXT NOT NULL, dossiers INTEGER NOT NULL DEFAULT 0, updates INTEGER NOT NULL DEFAULT 0,
    steps INTEGER NOT NULL DEFAULT 0, submitted INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
    visits INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (day, agency)
) STRICT, WITHOUT ROWID;
CREATE TABLE access (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, caller TEXT NOT NULL, agency TEXT NOT NULL, operation TEXT NOT NULL,
    outcome TEXT NOT NULL, detail TEXT NOT NULL, updates INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER access_kept BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_fixed BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
";
