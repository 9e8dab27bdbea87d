-- The ledger and the events: partitioned, so written in SQL. docs/decisions/0004-ledger.md says why they look like this.
CREATE TYPE delivery_state AS ENUM (
  'queued', 'leased', 'committing', 'accepted', 'delivered', 'deferred', 'bounced', 'failed', 'expired', 'skipped',
  'cancelled', 'uncertain'
);

-- One narrow row for each campaign and contact. No index mentions a column that changes: every update stays HOT.
CREATE TABLE deliveries (
  "campaignId" uuid NOT NULL,
  "contactId" uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  "stateAt" timestamptz(3) NOT NULL,
  state delivery_state NOT NULL,
  "trackOpens" "TrackingLevel" NOT NULL,
  "trackClicks" "TrackingLevel" NOT NULL,
  -- Why skipped, failed, bounced …: a stable kebab-case id.
  reason text,
  PRIMARY KEY ("campaignId", "contactId")
) PARTITION BY RANGE ("campaignId");
CREATE INDEX deliveries_contact ON deliveries ("contactId", "campaignId");

-- One row for each SMTP or API try; append-only.
CREATE TABLE delivery_attempts (
  "campaignId" uuid NOT NULL,
  "contactId" uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  attempt smallint NOT NULL,
  outcome text NOT NULL,
  reason text,
  phase text,
  code smallint,
  enhanced text,
  answer text,
  host text
) PARTITION BY RANGE ("campaignId");
CREATE INDEX delivery_attempts_row ON delivery_attempts ("campaignId", "contactId");

-- What a worker holds: a range of contacts (or the listed ones, for retries), under a fencing token.
CREATE TABLE delivery_leases (
  token uuid PRIMARY KEY,
  "campaignId" uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  first uuid NOT NULL,
  last uuid NOT NULL,
  contacts uuid[],
  worker text NOT NULL,
  until timestamptz(3) NOT NULL
);
CREATE INDEX delivery_leases_campaign ON delivery_leases ("campaignId");
CREATE INDEX delivery_leases_until ON delivery_leases (until);

-- Rows refused for now; the row stays while its retry is under way.
CREATE TABLE delivery_deferrals (
  "campaignId" uuid NOT NULL,
  "contactId" uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  "dueAt" timestamptz(3) NOT NULL,
  "firstAt" timestamptz(3) NOT NULL,
  attempts smallint NOT NULL,
  reason text NOT NULL,
  "leaseToken" uuid,
  PRIMARY KEY ("campaignId", "contactId")
);
CREATE INDEX delivery_deferrals_due ON delivery_deferrals ("campaignId", "dueAt");

-- How far the first pass of a campaign has been claimed.
CREATE TABLE delivery_cursors (
  "campaignId" uuid PRIMARY KEY,
  "workspaceId" uuid NOT NULL,
  after uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  exhausted boolean NOT NULL DEFAULT false
);

-- Opens, clicks, unsubscribes …; the id is a UUIDv7, so months are ranges of it and replays collide.
CREATE TABLE events (
  id uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  "campaignId" uuid NOT NULL,
  -- null below individual consent
  "contactId" uuid,
  at timestamptz(3) NOT NULL,
  -- open | click | unsubscribe | tracking-off | view
  kind text NOT NULL,
  link smallint,
  -- likely-human | unknowable | machine
  class text NOT NULL,
  reason text NOT NULL,
  address text,
  agent text,
  repeats int NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX events_campaign ON events ("campaignId", kind, "contactId", link);
CREATE INDEX events_contact ON events ("contactId", id) WHERE "contactId" IS NOT NULL;

-- Derived from events, in the transaction that writes them; can be recounted.
CREATE TABLE event_counters (
  "campaignId" uuid NOT NULL,
  "workspaceId" uuid NOT NULL,
  kind text NOT NULL,
  -- -1 where the kind has no link
  link smallint NOT NULL,
  class text NOT NULL,
  -- the hour, for the curve over time
  hour timestamptz(0) NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY ("campaignId", kind, link, class, hour)
);

-- Fixed windows of attempts (rate-limiter-flexible's layout).
CREATE TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

-- The smallest UUIDv7 of an instant.
CREATE FUNCTION postino_uuid7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes the month partitions of the three tables that are ranges of UUIDv7, from the month of `since`, `months` of them. Idempotent.
CREATE FUNCTION postino_ensure_partitions(since timestamptz, months int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  start_at timestamptz;
  name text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('postino_ensure_partitions'));
  FOR step IN 0..months - 1 LOOP
    start_at := date_trunc('month', since, 'UTC') + make_interval(months => step);
    FOREACH parent IN ARRAY ARRAY['deliveries', 'delivery_attempts', 'events'] LOOP
      name := parent || '_' || to_char(start_at AT TIME ZONE 'UTC', 'YYYY_MM');
      IF to_regclass(name) IS NOT NULL THEN CONTINUE; END IF;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)%s', name, parent,
        postino_uuid7_floor(start_at), postino_uuid7_floor(start_at + interval '1 month'),
        CASE parent WHEN 'deliveries' THEN ' WITH (fillfactor = 50)' ELSE '' END);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

-- Ids of any other time land here rather than fail: an old demo, a clock that was wrong.
CREATE TABLE deliveries_other PARTITION OF deliveries DEFAULT WITH (fillfactor = 50);
CREATE TABLE delivery_attempts_other PARTITION OF delivery_attempts DEFAULT;
CREATE TABLE events_other PARTITION OF events DEFAULT;
SELECT postino_ensure_partitions(now() - interval '1 month', 4);

SELECT postino_protect(name::regclass) FROM unnest(ARRAY[
  'deliveries', 'delivery_attempts', 'delivery_leases', 'delivery_deferrals', 'delivery_cursors', 'events', 'event_counters'
]) AS name;
