-- CreateEnum
CREATE TYPE "BulkActionState" AS ENUM ('queued', 'running', 'finished', 'failed', 'cancelled', 'undoing', 'undone');

-- CreateEnum
CREATE TYPE "FormState" AS ENUM ('draft', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "SignUpState" AS ENUM ('pending', 'confirmed', 'expired');

-- AlterTable
ALTER TABLE "campaigns" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "resendTo" TEXT;

-- AlterTable
ALTER TABLE "contact_exports" ADD COLUMN     "format" TEXT NOT NULL DEFAULT 'csv';

-- AlterTable
ALTER TABLE "groups" ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "images" ADD COLUMN     "alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'contacts',
ADD COLUMN     "undoRequestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "undone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "blockedAt" TIMESTAMPTZ(3),
ADD COLUMN     "blockedWhy" TEXT;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "approvalRequired" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "certifiedMail" TEXT,
ADD COLUMN     "contactPerson" TEXT,
ADD COLUMN     "email" TEXT,
ADD COLUMN     "invoiceCode" TEXT,
ADD COLUMN     "phone" TEXT;

-- CreateTable
CREATE TABLE "marketplaces" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID,
    "lastUsedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "marketplaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchase_requests" (
    "marketplaceId" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "purchaseId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_requests_pkey" PRIMARY KEY ("marketplaceId","idempotencyKey")
);

-- CreateTable
CREATE TABLE "campaign_versions" (
    "workspaceId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "preheader" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "plainText" TEXT,

    CONSTRAINT "campaign_versions_pkey" PRIMARY KEY ("workspaceId","campaignId","revision")
);

-- CreateTable
CREATE TABLE "saved_templates" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "preheader" TEXT NOT NULL DEFAULT '',
    "document" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,

    CONSTRAINT "saved_templates_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "campaign_reviews" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "scheduledAt" TIMESTAMPTZ(3),
    "askedBy" UUID NOT NULL,
    "askerName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "decision" TEXT,
    "decidedBy" UUID,
    "deciderName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "campaign_reviews_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "forwards" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "failure" TEXT,
    "friend" TEXT NOT NULL,

    CONSTRAINT "forwards_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "misuse_reports" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reportedBy" UUID NOT NULL,
    "reporterName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,

    CONSTRAINT "misuse_reports_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "bulk_actions" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "selection" JSONB NOT NULL,
    "state" "BulkActionState" NOT NULL DEFAULT 'queued',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID,
    "actorName" TEXT NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "undoUntil" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_actions_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "contact_befores" (
    "workspaceId" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "before" JSONB,

    CONSTRAINT "contact_befores_pkey" PRIMARY KEY ("workspaceId","actionId","contactId")
);

-- CreateTable
CREATE TABLE "contact_merges" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survivorId" UUID NOT NULL,
    "mergedId" UUID NOT NULL,
    "mergedAddress" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "contact_merges_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "forms" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "publicId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "FormState" NOT NULL DEFAULT 'draft',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "definition" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "publishedRevision" INTEGER,
    "allowedSites" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID,

    CONSTRAINT "forms_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "form_versions" (
    "workspaceId" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "form_versions_pkey" PRIMARY KEY ("workspaceId","formId","revision")
);

-- CreateTable
CREATE TABLE "sign_ups" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "formRevision" INTEGER NOT NULL,
    "state" "SignUpState" NOT NULL DEFAULT 'pending',
    "address" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "consents" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "site" TEXT NOT NULL,
    "fromAddress" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "mailedAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedFrom" TEXT,
    "confirmedAgent" TEXT,
    "contactId" UUID,

    CONSTRAINT "sign_ups_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "used_passwords" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_passwords_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "userId" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" INTEGER,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_links" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "address" TEXT NOT NULL,

    CONSTRAINT "person_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "surface" "Surface" NOT NULL,
    "username" TEXT NOT NULL,
    "userId" UUID,
    "address" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "mark" TEXT,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_settings" (
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_settings_pkey" PRIMARY KEY ("userId","key")
);

-- CreateTable
CREATE TABLE "invitations" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "MemberRole" NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'it',
    "invitedBy" UUID NOT NULL,
    "inviterName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedBy" UUID,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "staff_accesses" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "staffName" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "level" TEXT NOT NULL DEFAULT 'look',
    "ticket" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "staff_accesses_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "health_samples" (
    "component" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "latencyMs" INTEGER NOT NULL,
    "detail" TEXT,

    CONSTRAINT "health_samples_pkey" PRIMARY KEY ("component","at")
);

-- CreateTable
CREATE TABLE "particulars_versions" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "particulars_versions_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "particulars_flags" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "staffName" TEXT NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "particulars_flags_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "marketplaces_keyId_key" ON "marketplaces"("keyId");

-- CreateIndex
CREATE INDEX "purchase_requests_purchaseId_idx" ON "purchase_requests"("purchaseId");

-- CreateIndex
CREATE UNIQUE INDEX "saved_templates_workspaceId_name_key" ON "saved_templates"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "campaign_reviews_workspaceId_campaignId_id_idx" ON "campaign_reviews"("workspaceId", "campaignId", "id");

-- CreateIndex
CREATE INDEX "forwards_workspaceId_campaignId_idx" ON "forwards"("workspaceId", "campaignId");

-- CreateIndex
CREATE INDEX "misuse_reports_closedAt_at_idx" ON "misuse_reports"("closedAt", "at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_filters_workspaceId_name_key" ON "saved_filters"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "bulk_actions_workspaceId_createdAt_idx" ON "bulk_actions"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "contact_merges_workspaceId_survivorId_idx" ON "contact_merges"("workspaceId", "survivorId");

-- CreateIndex
CREATE INDEX "contact_merges_workspaceId_mergedId_idx" ON "contact_merges"("workspaceId", "mergedId");

-- CreateIndex
CREATE UNIQUE INDEX "forms_publicId_key" ON "forms"("publicId");

-- CreateIndex
CREATE INDEX "forms_workspaceId_createdAt_idx" ON "forms"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "sign_ups_workspaceId_formId_id_idx" ON "sign_ups"("workspaceId", "formId", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_ups_id_idx" ON "sign_ups"("id");

-- CreateIndex
CREATE INDEX "sign_ups_state_expiresAt_idx" ON "sign_ups"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "sign_ups_workspaceId_addressKey_idx" ON "sign_ups"("workspaceId", "addressKey");

-- CreateIndex
CREATE INDEX "used_passwords_userId_id_idx" ON "used_passwords"("userId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_userId_codeHash_key" ON "recovery_codes"("userId", "codeHash");

-- CreateIndex
CREATE INDEX "person_links_userId_kind_createdAt_idx" ON "person_links"("userId", "kind", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempts_username_id_idx" ON "sign_in_attempts"("username", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempts_network_id_idx" ON "sign_in_attempts"("network", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempts_userId_id_idx" ON "sign_in_attempts"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "invitations_id_idx" ON "invitations"("id");

-- CreateIndex
CREATE INDEX "staff_accesses_userId_until_idx" ON "staff_accesses"("userId", "until");

-- CreateIndex
CREATE INDEX "health_samples_at_idx" ON "health_samples"("at");

-- CreateIndex
CREATE INDEX "images_workspaceId_createdAt_idx" ON "images"("workspaceId", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_marketplaceId_fkey" FOREIGN KEY ("marketplaceId") REFERENCES "marketplaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_versions" ADD CONSTRAINT "campaign_versions_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_reviews" ADD CONSTRAINT "campaign_reviews_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forwards" ADD CONSTRAINT "forwards_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_workspaceId_formId_fkey" FOREIGN KEY ("workspaceId", "formId") REFERENCES "forms"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_workspaceId_formId_fkey" FOREIGN KEY ("workspaceId", "formId") REFERENCES "forms"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "used_passwords" ADD CONSTRAINT "used_passwords_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_links" ADD CONSTRAINT "person_links_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_settings" ADD CONSTRAINT "person_settings_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT postino_protect(name::regclass) FROM unnest(ARRAY[
  'invitations', 'staff_accesses', 'particulars_versions', 'particulars_flags', 'misuse_reports', 'saved_filters',
  'bulk_actions', 'contact_befores', 'contact_merges', 'campaign_versions', 'saved_templates', 'campaign_reviews',
  'forwards', 'forms', 'form_versions', 'sign_ups'
]) AS name;

-- Secrets, links and tries are the platform's: no workspace's connection reads them. What is kept beside each person needs no right either.
REVOKE ALL ON used_passwords, second_factors, recovery_codes, person_links, sign_in_attempts, person_settings,
  marketplaces, purchase_requests, health_samples FROM postino_tenant;
