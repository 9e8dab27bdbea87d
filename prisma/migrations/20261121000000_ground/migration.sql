CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema


-- CreateEnum
CREATE TYPE "PurchaseState" AS ENUM ('pending', 'paid', 'trial', 'activated', 'cancelled');

-- CreateEnum
CREATE TYPE "CampaignState" AS ENUM ('draft', 'in-review', 'scheduled', 'overdue', 'freezing', 'sending', 'suspended', 'finished', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "AttributeType" AS ENUM ('text', 'number', 'date', 'boolean', 'choice');

-- CreateEnum
CREATE TYPE "SubscriptionState" AS ENUM ('pending', 'subscribed', 'unsubscribed');

-- CreateEnum
CREATE TYPE "LegalBasis" AS ENUM ('consent', 'soft-optin', 'contract');

-- CreateEnum
CREATE TYPE "Deliverability" AS ENUM ('ok', 'undeliverable', 'complained');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('uploaded', 'queued', 'running', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ExportState" AS ENUM ('queued', 'running', 'finished', 'failed');

-- CreateEnum
CREATE TYPE "Surface" AS ENUM ('portal', 'console', 'webmail');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('owner', 'editor', 'analyst', 'sender', 'billing');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('administrator', 'support', 'moderator');

-- CreateEnum
CREATE TYPE "WorkspaceState" AS ENUM ('active', 'suspended', 'ended');

-- CreateEnum
CREATE TYPE "TrackingLevel" AS ENUM ('off', 'aggregate', 'individual');

-- CreateEnum
CREATE TYPE "Feature" AS ENUM ('newsletter', 'monitor', 'hosted-mail', 'relay', 'migration');

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "workspaceId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT,
    "subjectName" TEXT,
    "before" JSONB,
    "after" JSONB,
    "sessionId" UUID,
    "address" TEXT,
    "agent" TEXT,
    "requestId" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchases" (
    "id" UUID NOT NULL,
    "state" "PurchaseState" NOT NULL,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "plan" TEXT NOT NULL,
    "features" "Feature"[],
    "limits" JSONB NOT NULL DEFAULT '{}',
    "months" INTEGER NOT NULL,
    "startCents" INTEGER NOT NULL,
    "monthlyCents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "trial" BOOLEAN NOT NULL DEFAULT false,
    "email" TEXT NOT NULL,
    "customerName" TEXT,
    "language" TEXT NOT NULL DEFAULT 'it',
    "externalRef" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),
    "workspaceId" UUID,

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "CampaignState" NOT NULL DEFAULT 'draft',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "preheader" TEXT NOT NULL DEFAULT '',
    "fromName" TEXT NOT NULL DEFAULT '',
    "fromAddress" TEXT NOT NULL DEFAULT '',
    "replyTo" TEXT,
    "topicId" UUID NOT NULL,
    "includeGroupIds" UUID[],
    "excludeGroupIds" UUID[],
    "document" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "scheduledAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "audience" INTEGER,
    "resendOfId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "campaign_steps" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "from" "CampaignState",
    "to" "CampaignState" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorName" TEXT NOT NULL,
    "why" TEXT,

    CONSTRAINT "campaign_steps_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "campaign_bodies" (
    "workspaceId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "compiledAt" TIMESTAMPTZ(3) NOT NULL,
    "compiled" JSONB NOT NULL,

    CONSTRAINT "campaign_bodies_pkey" PRIMARY KEY ("workspaceId","campaignId")
);

-- CreateTable
CREATE TABLE "campaign_links" (
    "workspaceId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "index" SMALLINT NOT NULL,
    "url" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "campaign_links_pkey" PRIMARY KEY ("workspaceId","campaignId","index")
);

-- CreateTable
CREATE TABLE "images" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "images_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL DEFAULT '',
    "lastName" TEXT NOT NULL DEFAULT '',
    "language" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "trackOpens" "TrackingLevel",
    "trackClicks" "TrackingLevel",
    "trackSource" TEXT,
    "trackAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search" TEXT GENERATED ALWAYS AS (lower("addressKey" || ' ' || "firstName" || ' ' || "lastName")) STORED,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "attributes" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "AttributeType" NOT NULL,
    "choices" TEXT[],
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attributes_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "groups" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "group_members" (
    "workspaceId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "group_members_pkey" PRIMARY KEY ("workspaceId","groupId","contactId")
);

-- CreateTable
CREATE TABLE "topics" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topics_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "workspaceId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "state" "SubscriptionState" NOT NULL,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "basis" "LegalBasis" NOT NULL,
    "evidenceId" UUID,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("workspaceId","contactId","topicId")
);

-- CreateTable
CREATE TABLE "evidence" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "address" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "address_states" (
    "workspaceId" UUID NOT NULL,
    "addressKey" TEXT NOT NULL,
    "deliverability" "Deliverability" NOT NULL DEFAULT 'ok',
    "deliverabilityAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "softBounces" INTEGER NOT NULL DEFAULT 0,
    "blockedAt" TIMESTAMPTZ(3),
    "blockedReason" TEXT,

    CONSTRAINT "address_states_pkey" PRIMARY KEY ("workspaceId","addressKey")
);

-- CreateTable
CREATE TABLE "contact_changes" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "contact_changes_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "imports" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'uploaded',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileBytes" BIGINT NOT NULL,
    "blobKey" TEXT NOT NULL,
    "plan" JSONB NOT NULL DEFAULT '{}',
    "dryRun" BOOLEAN NOT NULL DEFAULT false,
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "reasons" JSONB NOT NULL DEFAULT '{}',
    "rejectedBlobKey" TEXT,
    "failure" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "evidenceId" UUID,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "contact_exports" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" "ExportState" NOT NULL DEFAULT 'queued',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "selection" JSONB NOT NULL DEFAULT '{}',
    "rows" INTEGER NOT NULL DEFAULT 0,
    "blobKey" TEXT,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" UUID,

    CONSTRAINT "contact_exports_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "sending_domains" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verifiedAt" TIMESTAMPTZ(3),
    "verifiedBy" UUID,

    CONSTRAINT "sending_domains_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "passwordChangedAt" TIMESTAMPTZ(3) NOT NULL,
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL DEFAULT 'it',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "surface" "Surface" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedWhy" TEXT,
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_tickets" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "surface" "Surface" NOT NULL,
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "staff_memberships" (
    "userId" UUID NOT NULL,
    "role" "StaffRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "staff_memberships_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "process_heartbeats" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_mails" (
    "id" UUID NOT NULL,
    "workspaceId" UUID,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "system_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "WorkspaceState" NOT NULL DEFAULT 'active',
    "stateAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stateReason" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'Europe/Rome',
    "language" TEXT NOT NULL DEFAULT 'it',
    "holderKind" TEXT NOT NULL DEFAULT 'company',
    "vatNumber" TEXT,
    "taxCode" TEXT,
    "postalAddress" TEXT,
    "trackOpens" "TrackingLevel" NOT NULL DEFAULT 'aggregate',
    "trackClicks" "TrackingLevel" NOT NULL DEFAULT 'aggregate',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlements" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "feature" "Feature" NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "trial" BOOLEAN NOT NULL DEFAULT false,
    "purchaseId" UUID,
    "limits" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "entitlements_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "provider_settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedBy" UUID,

    CONSTRAINT "provider_settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "audit_entries_workspaceId_id_idx" ON "audit_entries"("workspaceId", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_subjectKind_subjectId_id_idx" ON "audit_entries"("subjectKind", "subjectId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "purchases_externalRef_key" ON "purchases"("externalRef");

-- CreateIndex
CREATE INDEX "purchases_workspaceId_idx" ON "purchases"("workspaceId");

-- CreateIndex
CREATE INDEX "purchases_createdAt_idx" ON "purchases"("createdAt" DESC);

-- CreateIndex
CREATE INDEX "campaigns_workspaceId_createdAt_idx" ON "campaigns"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "campaigns_state_scheduledAt_idx" ON "campaigns"("state", "scheduledAt");

-- CreateIndex
CREATE INDEX "campaign_steps_workspaceId_campaignId_id_idx" ON "campaign_steps"("workspaceId", "campaignId", "id");

-- CreateIndex
CREATE INDEX "images_hash_idx" ON "images"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "images_workspaceId_hash_key" ON "images"("workspaceId", "hash");

-- CreateIndex
CREATE INDEX "contacts_search_idx" ON "contacts" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "contacts_workspaceId_addressKey_key" ON "contacts"("workspaceId", "addressKey");

-- CreateIndex
CREATE UNIQUE INDEX "attributes_workspaceId_key_key" ON "attributes"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "groups_workspaceId_parentId_name_key" ON "groups"("workspaceId", "parentId", "name");

-- CreateIndex
CREATE INDEX "group_members_workspaceId_contactId_idx" ON "group_members"("workspaceId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "topics_workspaceId_name_key" ON "topics"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "contact_changes_workspaceId_contactId_id_idx" ON "contact_changes"("workspaceId", "contactId", "id" DESC);

-- CreateIndex
CREATE INDEX "imports_workspaceId_createdAt_idx" ON "imports"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "sending_domains_workspaceId_domain_key" ON "sending_domains"("workspaceId", "domain");

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE INDEX "users_email_idx" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_userId_surface_endedAt_idx" ON "sessions"("userId", "surface", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_tickets_tokenHash_key" ON "sign_in_tickets"("tokenHash");

-- CreateIndex
CREATE INDEX "memberships_userId_idx" ON "memberships"("userId");

-- CreateIndex
CREATE INDEX "process_heartbeats_kind_seenAt_idx" ON "process_heartbeats"("kind", "seenAt");

-- CreateIndex
CREATE INDEX "system_mails_createdAt_idx" ON "system_mails"("createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE INDEX "entitlements_workspaceId_feature_idx" ON "entitlements"("workspaceId", "feature");

-- AddForeignKey
ALTER TABLE "campaign_steps" ADD CONSTRAINT "campaign_steps_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_bodies" ADD CONSTRAINT "campaign_bodies_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_links" ADD CONSTRAINT "campaign_links_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_workspaceId_parentId_fkey" FOREIGN KEY ("workspaceId", "parentId") REFERENCES "groups"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_workspaceId_groupId_fkey" FOREIGN KEY ("workspaceId", "groupId") REFERENCES "groups"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_workspaceId_contactId_fkey" FOREIGN KEY ("workspaceId", "contactId") REFERENCES "contacts"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspaceId_contactId_fkey" FOREIGN KEY ("workspaceId", "contactId") REFERENCES "contacts"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspaceId_topicId_fkey" FOREIGN KEY ("workspaceId", "topicId") REFERENCES "topics"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_tickets" ADD CONSTRAINT "sign_in_tickets_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_memberships" ADD CONSTRAINT "staff_memberships_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
