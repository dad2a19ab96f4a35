import type { Migration } from '../migrate.ts'

/**
 * Clinics, enrolment and devices. Instants are HQ's wall clock. An enrolment code belongs to no clinic until it is used,
 * so its row shows itself only to who holds the code (`app.code_hash`).
 */
export const platform: Migration = {
  name: '0001-platform',
  sql: `
CREATE TABLE clinic (
  clinic_id uuid PRIMARY KEY,
  display_name text NOT NULL,
  city text NOT NULL,
  created_at timestamptz NOT NULL
);
ALTER TABLE clinic ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON clinic TO caresync_owner, caresync_app, caresync_readonly
  USING (clinic_id = current_setting('app.clinic_id')::uuid)
  WITH CHECK (clinic_id = current_setting('app.clinic_id')::uuid);
CREATE POLICY list_clinics ON clinic FOR SELECT TO caresync_job USING (true);
GRANT SELECT, INSERT, UPDATE ON clinic TO caresync_app;
GRANT SELECT ON clinic TO caresync_job, caresync_readonly;

CREATE TABLE hq_self (
  clinic_id uuid PRIMARY KEY,
  device_id uuid NOT NULL,
  device_code text NOT NULL,
  public_key text NOT NULL,
  sealed_private_key text NOT NULL,
  since timestamptz NOT NULL
);
ALTER TABLE hq_self ENABLE ROW LEVEL SECURITY;
ALTER TABLE hq_self FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON hq_self
  USING (clinic_id = current_setting('app.clinic_id')::uuid)
  WITH CHECK (clinic_id = current_setting('app.clinic_id')::uuid);
GRANT SELECT, INSERT, UPDATE ON hq_self TO caresync_app;

CREATE TABLE device (
  clinic_id uuid NOT NULL,
  device_id uuid NOT NULL,
  device_code text NOT NULL,
  device_name text NOT NULL,
  public_key text NOT NULL,
  certificate text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  revoked_because text,
  PRIMARY KEY (clinic_id, device_id),
  UNIQUE (clinic_id, device_code)
);
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON device
  USING (clinic_id = current_setting('app.clinic_id')::uuid)
  WITH CHECK (clinic_id = current_setting('app.clinic_id')::uuid);
GRANT SELECT, INSERT, UPDATE ON device TO caresync_app;
GRANT SELECT ON device TO caresync_readonly;

CREATE TABLE used_challenge (
  clinic_id uuid NOT NULL,
  device_id uuid NOT NULL,
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, device_id, challenge)
);
ALTER TABLE used_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE used_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON used_challenge
  USING (clinic_id = current_setting('app.clinic_id')::uuid)
  WITH CHECK (clinic_id = current_setting('app.clinic_id')::uuid);
GRANT SELECT, INSERT, DELETE ON used_challenge TO caresync_app;

CREATE TABLE enrolment_code (
  code_hash text PRIMARY KEY,
  kind text NOT NULL,
  for_clinic uuid,
  device_prefix text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by uuid
);
ALTER TABLE enrolment_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_code FORCE ROW LEVEL SECURITY;
CREATE POLICY own_code ON enrolment_code
  USING (code_hash = current_setting('app.code_hash'))
  WITH CHECK (code_hash = current_setting('app.code_hash'));
GRANT SELECT, INSERT, UPDATE ON enrolment_code TO caresync_app;
`,
}
