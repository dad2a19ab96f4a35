import type { Migration } from '../migrate.ts'

/**
 * Each clinic's journals as its devices wrote them, and the records that they fold to. `entry` is the canonical JSON that
 * was hashed; `body` and `heads` can always be folded again from it. A branch has a number of its own within its clinic.
 */
const tables = `
CREATE TABLE journal_clock (
  clinic_id uuid PRIMARY KEY,
  hlc text NOT NULL
);
CREATE TABLE branch (
  clinic_id uuid NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  device_id uuid NOT NULL,
  first_seq bigint NOT NULL,
  before_hash bytea NOT NULL,
  head_seq bigint NOT NULL,
  head_hash bytea NOT NULL,
  PRIMARY KEY (clinic_id, number)
);
CREATE TABLE journal (
  clinic_id uuid NOT NULL,
  branch integer NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  entry text NOT NULL,
  aside text,
  PRIMARY KEY (clinic_id, branch, seq)
);
CREATE TABLE seal (
  clinic_id uuid NOT NULL,
  branch integer NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (clinic_id, branch, seq)
);
CREATE TABLE record_entry (
  clinic_id uuid NOT NULL,
  id text NOT NULL,
  branch integer NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (clinic_id, id, branch, seq)
);
CREATE TABLE record (
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  body text NOT NULL,
  heads text NOT NULL,
  irregular boolean NOT NULL,
  PRIMARY KEY (clinic_id, kind, id)
);
CREATE TABLE device_key (
  clinic_id uuid NOT NULL,
  device_id text NOT NULL,
  public_key text NOT NULL,
  hq boolean NOT NULL,
  introduced_by text,
  PRIMARY KEY (clinic_id, device_id)
);
CREATE TABLE ruling (
  clinic_id uuid NOT NULL,
  entry_hash text NOT NULL,
  clock text NOT NULL,
  ruling text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (clinic_id, entry_hash, clock, ruling)
);
CREATE TABLE redaction_limit (
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  group_name text NOT NULL,
  up_to text NOT NULL,
  PRIMARY KEY (clinic_id, kind, id, group_name, up_to)
);
`

const names = ['journal_clock', 'branch', 'journal', 'seal', 'record_entry', 'record', 'device_key', 'ruling', 'redaction_limit'] // prettier-ignore

/** Only what may be folded again, or erased by law, is ever written over or removed. */
const rights: Readonly<Record<string, string>> = {
  journal_clock: 'SELECT, INSERT, UPDATE',
  branch: 'SELECT, INSERT, UPDATE',
  journal: 'SELECT, INSERT, UPDATE',
  record: 'SELECT, INSERT, UPDATE, DELETE',
  device_key: 'SELECT, INSERT, UPDATE',
}

const guards = names.map(
  name => `
ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON ${name}
  USING (clinic_id = current_setting('app.clinic_id')::uuid)
  WITH CHECK (clinic_id = current_setting('app.clinic_id')::uuid);
GRANT ${rights[name] ?? 'SELECT, INSERT'} ON ${name} TO caresync_app;
GRANT SELECT ON ${name} TO caresync_readonly;
`,
)

export const journal: Migration = { name: '0002-journal', sql: tables + guards.join('') }
