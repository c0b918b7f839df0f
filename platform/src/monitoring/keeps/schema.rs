//! EMC's tables. Moments are texts `yyyy-MM-ddTHH:mm:ss` in Vietnam time, days their first ten letters.

use crate::schema::Tables;

/// What EMC keeps. An event or message that was there before is kept too, with `counted = 0`: it is the evidence that it was not counted
/// twice. Nothing that names a person is kept: addresses and users are hashes.
pub const TABLES: Tables = Tables {
    component: "monitoring",
    // "LTEM"
    application: 0x4C54_454D,
    version: 1,
    sql: SQL,
};

const SQL: &str = "
CREATE TABLE site (
    id INTEGER PRIMARY KEY, host TEXT NOT NULL UNIQUE, agency TEXT NOT NULL, stage TEXT NOT NULL, browser TEXT, server TEXT
) STRICT;
CREATE TABLE procedure (code TEXT PRIMARY KEY, grade INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, site INTEGER NOT NULL REFERENCES site, measure TEXT NOT NULL,
    procedure TEXT NOT NULL, visitor TEXT NOT NULL, page TEXT NOT NULL, once TEXT NOT NULL, counted INTEGER NOT NULL
) STRICT;
CREATE INDEX event_once ON event (site, once) WHERE once <> '';
CREATE INDEX event_page ON event (site, visitor, page, id);
CREATE INDEX event_at ON event (site, at);
CREATE TABLE dossier (
    site INTEGER NOT NULL REFERENCES site, code TEXT NOT NULL, procedure TEXT NOT NULL, first TEXT NOT NULL,
    online INTEGER NOT NULL, level INTEGER NOT NULL, payment INTEGER NOT NULL, portal INTEGER NOT NULL, post INTEGER NOT NULL,
    PRIMARY KEY (site, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE progress (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, site INTEGER NOT NULL REFERENCES site, dossier TEXT NOT NULL,
    procedure TEXT NOT NULL, measure TEXT NOT NULL, counted INTEGER NOT NULL
) STRICT;
CREATE INDEX progress_dossier ON progress (site, dossier, measure);
CREATE INDEX progress_at ON progress (site, at);
CREATE TABLE counter (
    day TEXT NOT NULL, site INTEGER NOT NULL REFERENCES site, procedure TEXT NOT NULL, measure TEXT NOT NULL,
    n INTEGER NOT NULL, PRIMARY KEY (day, site, procedure, measure)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
    day TEXT NOT NULL, site INTEGER NOT NULL REFERENCES site, rule TEXT NOT NULL, field TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (day, site, rule, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE reported (
    site INTEGER NOT NULL REFERENCES site, first TEXT NOT NULL, last TEXT NOT NULL, measure TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (site, first, last, measure)
) STRICT, WITHOUT ROWID;
CREATE TABLE refused (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, face TEXT NOT NULL, site TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER refused_kept BEFORE DELETE ON refused BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER refused_fixed BEFORE UPDATE ON refused BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
";
