-- CreateTable
CREATE TABLE "workspace_health" (
    "workspaceId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "level" SMALLINT NOT NULL,
    "reasons" JSONB NOT NULL,
    "contacts" INTEGER NOT NULL,
    "messages" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL,
    "bounced" INTEGER NOT NULL,
    "complained" INTEGER NOT NULL,

    CONSTRAINT "workspace_health_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateIndex
CREATE INDEX "workspace_health_level_workspaceId_idx" ON "workspace_health"("level" DESC, "workspaceId" DESC);

SELECT postino_protect('workspace_health');

-- The console searches what was sent to whom in a span of time.
CREATE INDEX campaigns_started_idx ON campaigns ("startedAt") WHERE "startedAt" IS NOT NULL;
