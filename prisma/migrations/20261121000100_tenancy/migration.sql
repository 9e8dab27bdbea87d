-- The role of the tenants' connections, and the two lines behind the client's extension: a trigger that refuses to move
-- a row to another workspace, and row-level security.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'postino_tenant') THEN
    CREATE ROLE postino_tenant NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT postino_tenant TO %I', current_user);
END $$;

GRANT USAGE ON SCHEMA public TO postino_tenant;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO postino_tenant;

CREATE FUNCTION postino_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.workspace_id', true), '')::uuid $$;

CREATE FUNCTION postino_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."workspaceId" IS DISTINCT FROM OLD."workspaceId" THEN
    RAISE EXCEPTION 'a row of % cannot change its workspace', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- Called once for each tenants' table. Row-level security is left off where a text search needs its GIN index: the
-- operators are not leakproof, so the planner would not use it under a policy.
CREATE FUNCTION postino_protect(target regclass, with_policy boolean DEFAULT true) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER refuse_move BEFORE UPDATE OF "workspaceId" ON %s FOR EACH ROW EXECUTE FUNCTION postino_refuse_move()', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO postino_tenant', target);
  IF with_policy THEN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY tenant ON %s TO postino_tenant USING ("workspaceId" = (SELECT postino_workspace())) WITH CHECK ("workspaceId" = (SELECT postino_workspace()))', target);
  END IF;
END $$;

SELECT postino_protect(name::regclass) FROM unnest(ARRAY[
  'address_states', 'attributes', 'audit_entries', 'campaigns', 'campaign_bodies', 'campaign_links', 'campaign_steps',
  'contact_changes', 'contact_exports', 'entitlements', 'evidence', 'groups', 'group_members', 'images', 'imports',
  'memberships', 'sending_domains', 'subscriptions', 'system_mails', 'topics'
]) AS name;
SELECT postino_protect('contacts', false);
SELECT postino_protect('purchases', false);
-- A purchase finds its workspace once, at activation; the policy alone guards it.
DROP TRIGGER refuse_move ON purchases;
ALTER TABLE purchases ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON purchases TO postino_tenant USING ("workspaceId" = (SELECT postino_workspace()));

-- Globals: a tenant reads people only through its memberships, and nothing of sessions or tickets.
GRANT SELECT ON users, provider_settings TO postino_tenant;
GRANT SELECT, UPDATE ON workspaces TO postino_tenant;
REVOKE UPDATE, DELETE ON audit_entries FROM postino_tenant;

-- One active session for each person and surface; two clicks at once can't make two.
CREATE UNIQUE INDEX sessions_one_active ON sessions ("userId", surface) WHERE "endedAt" IS NULL;
-- The root of the group tree counts as one parent for the uniqueness of names.
CREATE UNIQUE INDEX groups_root_names ON groups ("workspaceId", name) WHERE "parentId" IS NULL;
CREATE UNIQUE INDEX topics_one_default ON topics ("workspaceId") WHERE "isDefault";
