-- CreateTable
CREATE TABLE "kept_sums" (
    "workspaceId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "sums" JSONB NOT NULL,

    CONSTRAINT "kept_sums_pkey" PRIMARY KEY ("workspaceId","subjectId","scope")
);

-- CreateTable
CREATE TABLE "forward_refusals" (
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forward_refusals_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "forwards_workspaceId_contactId_idx" ON "forwards"("workspaceId", "contactId");

SELECT postino_protect('kept_sums');

-- Whom forwarded messages must not reach is the platform's: no workspace's connection reads it.
REVOKE ALL ON forward_refusals FROM postino_tenant;
