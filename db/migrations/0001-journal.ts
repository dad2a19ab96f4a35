/** The house's own tables: who this PC is, the journal and what finds its way in it. */
import { guard } from '../ddl.ts'
import type { Migration } from '../migrate.ts'

const tables = `
CREATE TABLE self (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  clinic TEXT NOT NULL, device TEXT NOT NULL, code TEXT NOT NULL, publicKey TEXT NOT NULL, privateKey TEXT NOT NULL,
  hlc TEXT NOT NULL, door INTEGER NOT NULL, tables INTEGER NOT NULL, shape TEXT NOT NULL
) STRICT;

-- One row per branch of a device's journal; name is the device, or device~xxxxxxxx for a filed fork.
CREATE TABLE branch (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, device TEXT NOT NULL,
  first INTEGER NOT NULL, before BLOB NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE INDEX branch_device ON branch (device);

CREATE TABLE deviceKey (
  device TEXT PRIMARY KEY NOT NULL, publicKey TEXT NOT NULL, hq INTEGER NOT NULL, introducedBy TEXT
) STRICT, WITHOUT ROWID;

-- The place index also finds an entry by its hash (a ruling that comes after it): a narrow scan, and no random inserts.
CREATE TABLE journal (
  n INTEGER PRIMARY KEY, branch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
  at TEXT NOT NULL, actor TEXT NOT NULL, entry TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_place ON journal (branch, seq, hash);
CREATE INDEX journal_at ON journal (at);
-- One entry at a place. A trigger, for the place index above carries the hash too, and a second index costs every entry.
CREATE TRIGGER journal_one_at_a_place BEFORE INSERT ON journal
  WHEN EXISTS (SELECT 1 FROM journal WHERE branch = NEW.branch AND seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'journal: an entry stands at this place'); END;

CREATE TABLE seal (
  branch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL, PRIMARY KEY (branch, seq)
) STRICT, WITHOUT ROWID;

-- Record to entries. A fact has rows here only once it is irregular; else its own _entry says where it came from.
CREATE TABLE recordEntry (record ANY NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (record, n)) STRICT, WITHOUT ROWID;

-- Records with a change that is quarantined, redacted, deferred or set aside: always folded from the journal.
CREATE TABLE irregular (
  tableName TEXT NOT NULL, record TEXT NOT NULL, deferred INTEGER NOT NULL, PRIMARY KEY (tableName, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE setAside (n INTEGER PRIMARY KEY, detail TEXT NOT NULL) STRICT;

-- Conflicts of groups, and facts that were added twice with another content.
CREATE TABLE finding (
  kind TEXT NOT NULL, tableName TEXT NOT NULL, record TEXT NOT NULL, groupName TEXT NOT NULL,
  PRIMARY KEY (kind, tableName, record, groupName)
) STRICT, WITHOUT ROWID;

CREATE TABLE ruling (
  entryHash TEXT NOT NULL, clock TEXT NOT NULL, ruling TEXT NOT NULL, PRIMARY KEY (entryHash, clock, ruling)
) STRICT, WITHOUT ROWID;

CREATE TABLE redactionLimit (
  tableName TEXT NOT NULL, record TEXT NOT NULL, groupName TEXT NOT NULL, upTo TEXT NOT NULL,
  PRIMARY KEY (tableName, record, groupName, upTo)
) STRICT, WITHOUT ROWID;

CREATE TABLE intent (
  intent BLOB PRIMARY KEY NOT NULL, result TEXT NOT NULL, entryHash TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE patientIndex USING fts5 (
  keys, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Which document of the index counts for a patient's row.
CREATE TABLE patientDoc (patient INTEGER PRIMARY KEY, doc INTEGER NOT NULL) STRICT;
`

export const journal: Migration = {
  number: 1,
  name: 'journal',
  up: connection => {
    connection.sqlite.exec(tables)
    for (const { sql } of [
      guard('journal', 'INSERT', '1, 2', 'only the door writes the journal'),
      guard('journal', 'UPDATE', '2', 'the journal is never changed'),
      guard('journal', 'DELETE', '2', 'the journal is never changed'),
    ]) {
      connection.sqlite.exec(sql)
    }
  },
}
