//! The provider's tables.

use crate::schema::Tables;

/// What the provider keeps. Secrets are kept as digests only. `statement` holds what each ID token says, read back when it is signed.
pub const TABLES: Tables = Tables {
    component: "identity",
    // "LTID"
    application: 0x4C54_4944,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE serial (made INTEGER NOT NULL) STRICT;
INSERT INTO serial VALUES (0);
CREATE TABLE keyring (generation INTEGER NOT NULL) STRICT;
INSERT INTO keyring VALUES (0);
CREATE TABLE account (
    id INTEGER PRIMARY KEY, realm TEXT NOT NULL, username TEXT NOT NULL, salt BLOB NOT NULL, password BLOB NOT NULL,
    subject TEXT NOT NULL UNIQUE, tech_id TEXT NOT NULL, personal_id TEXT NOT NULL, level INTEGER NOT NULL,
    claims TEXT NOT NULL, locked TEXT NOT NULL DEFAULT '', failures INTEGER NOT NULL DEFAULT 0,
    resting INTEGER NOT NULL DEFAULT 0, used TEXT NOT NULL, notices INTEGER NOT NULL DEFAULT 0,
    noticed TEXT NOT NULL DEFAULT '', UNIQUE (realm, username)
) STRICT;
CREATE INDEX account_tech ON account (tech_id) WHERE tech_id <> '';
CREATE INDEX account_person ON account (personal_id) WHERE personal_id <> '';
CREATE INDEX account_used ON account (used);
CREATE TABLE client (
    id TEXT PRIMARY KEY, secret BLOB, name TEXT NOT NULL, realm TEXT NOT NULL, redirects TEXT NOT NULL,
    after_logout TEXT NOT NULL, back_channel TEXT, algorithm TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (
    key TEXT PRIMARY KEY, client TEXT NOT NULL REFERENCES client, redirect TEXT NOT NULL, scope TEXT NOT NULL,
    state TEXT, nonce TEXT, challenge TEXT, level INTEGER, expires INTEGER NOT NULL, up_nonce TEXT NOT NULL,
    up_verifier TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id INTEGER PRIMARY KEY, cookie BLOB NOT NULL UNIQUE, sid TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account, level INTEGER NOT NULL, idp TEXT NOT NULL, up_hint TEXT NOT NULL,
    began INTEGER NOT NULL, expires INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX session_account ON session (account) WHERE ended = 0;
CREATE TABLE granted (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session, client TEXT NOT NULL REFERENCES client,
    redirect TEXT NOT NULL, scope TEXT NOT NULL, nonce TEXT, challenge TEXT, revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX granted_session ON granted (session);
CREATE TABLE code (
    digest BLOB PRIMARY KEY, granted INTEGER NOT NULL REFERENCES granted, expires INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
    digest BLOB PRIMARY KEY, kind TEXT NOT NULL, granted INTEGER NOT NULL REFERENCES granted, client TEXT NOT NULL,
    issued INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX token_granted ON token (granted);
CREATE TABLE statement (
    id INTEGER PRIMARY KEY, granted INTEGER NOT NULL REFERENCES granted, issuer TEXT NOT NULL, audience TEXT NOT NULL,
    subject TEXT NOT NULL, nonce TEXT, level TEXT NOT NULL, sid TEXT NOT NULL, proved INTEGER NOT NULL,
    issued INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE notice (
    id INTEGER PRIMARY KEY, client TEXT NOT NULL REFERENCES client, url TEXT NOT NULL, sid TEXT NOT NULL,
    subject TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0,
    UNIQUE (client, sid)
) STRICT;
CREATE INDEX notice_open ON notice (id) WHERE delivered = 0;
CREATE TABLE farewell (key TEXT PRIMARY KEY, target TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE message (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account, channel TEXT NOT NULL,
    receiver TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE counter (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, client TEXT NOT NULL, subject TEXT NOT NULL,
    outcome TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_fixed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
";
