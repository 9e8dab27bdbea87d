ALTER TABLE "address_states" ADD COLUMN "certifiedAllowedAt" TIMESTAMPTZ(3);
ALTER TABLE "imports" ADD COLUMN "phase" TEXT, ADD COLUMN "bytesDone" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "contact_exports" ADD COLUMN "rowsTotal" INTEGER, ADD COLUMN "cancelRequestedAt" TIMESTAMPTZ(3);
ALTER TYPE "ExportState" ADD VALUE 'cancelled';

-- Where a running import keeps its checked rows: one unlogged table each, dropped at its end. Apart from `public`, so
-- that the schema's drift check never meets one, and closed to the tenants' role.
CREATE SCHEMA postino_staging;
