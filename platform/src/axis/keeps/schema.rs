//! The axis's tables.

use crate::schema::Tables;

/// What the axis keeps. `life` holds the statuses carried for a delivery in order (`03r` from the receiver, `13i` from the issuer);
/// `change` says whether a recall or an update awaits the receiver's answer.
pub const TABLES: Tables = Tables {
    component: "axis",
    // "LTHX"
    application: 0x4C54_4858,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE agency (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent TEXT, mail TEXT, mobile TEXT,
    fax TEXT, qd20 TEXT, closed INTEGER NOT NULL, version INTEGER NOT NULL, modified TEXT NOT NULL
) STRICT;
CREATE TABLE alias (alias TEXT PRIMARY KEY, agency INTEGER NOT NULL REFERENCES agency) STRICT, WITHOUT ROWID;
CREATE TABLE system (
    id TEXT PRIMARY KEY, agency INTEGER NOT NULL REFERENCES agency, secret TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE content (
    id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, bytes BLOB
) STRICT;
CREATE TABLE send (
    id INTEGER PRIMARY KEY, doc_id TEXT NOT NULL UNIQUE, sender INTEGER NOT NULL REFERENCES agency,
    from_code TEXT NOT NULL, document_id TEXT NOT NULL, content INTEGER NOT NULL REFERENCES content,
    message_type TEXT NOT NULL, service_type TEXT NOT NULL, kind TEXT NOT NULL, priority INTEGER NOT NULL,
    code TEXT NOT NULL, promulgated TEXT NOT NULL, title TEXT NOT NULL, arrived TEXT NOT NULL,
    system TEXT NOT NULL, face TEXT NOT NULL, warnings TEXT NOT NULL,
    UNIQUE (sender, document_id, content)
) STRICT;
CREATE INDEX send_listed ON send (sender, message_type, id);
CREATE INDEX send_code ON send (sender, code);
CREATE INDEX send_content ON send (content);
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY, doc_id TEXT NOT NULL UNIQUE, send INTEGER NOT NULL REFERENCES send,
    receiver INTEGER NOT NULL REFERENCES agency, to_code TEXT NOT NULL, message_type TEXT NOT NULL,
    priority INTEGER NOT NULL, arrived TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'initial',
    status_desc TEXT NOT NULL DEFAULT '', updated TEXT NOT NULL, fetched TEXT, done TEXT,
    life TEXT NOT NULL DEFAULT '', change TEXT NOT NULL DEFAULT '', recalled INTEGER NOT NULL DEFAULT 0,
    original INTEGER REFERENCES delivery
) STRICT;
CREATE INDEX delivery_send ON delivery (send);
CREATE INDEX delivery_original ON delivery (original) WHERE original IS NOT NULL;
CREATE INDEX delivery_waiting ON delivery (receiver, message_type, priority DESC, id)
    WHERE status <> 'done' AND recalled = 0;
CREATE TABLE counter (
    day TEXT NOT NULL, agency INTEGER NOT NULL REFERENCES agency, documents_sent INTEGER NOT NULL DEFAULT 0,
    documents_received INTEGER NOT NULL DEFAULT 0, statuses_sent INTEGER NOT NULL DEFAULT 0,
    statuses_received INTEGER NOT NULL DEFAULT 0, acknowledged INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (day, agency)
) STRICT, WITHOUT ROWID;
CREATE TABLE access (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, system TEXT NOT NULL, agency INTEGER, face TEXT NOT NULL,
    operation TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER access_kept BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_fixed BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
";

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::schema::prepare;

    #[test]
    fn the_access_log_only_grows() {
        let connection = Connection::open_in_memory().expect("memory");
        prepare(&connection, &TABLES).expect("made");
        connection
            .execute_batch("INSERT INTO access VALUES (1,'','',NULL,'','','0','')")
            .expect("appended");
        for tampering in ["DELETE FROM access", "UPDATE access SET outcome = '1'"] {
            let error = connection.execute_batch(tampering).expect_err(tampering);
            assert!(error.to_string().contains("append-only"), "{error}");
        }
    }
}
