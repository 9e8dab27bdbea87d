-- The plain part in somebody's own words, who made a revision, and the files that go along.
ALTER TABLE "campaigns" ADD COLUMN "plainText" TEXT,
ADD COLUMN "savedBy" TEXT NOT NULL DEFAULT '';

CREATE TABLE "campaign_files" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_files_pkey" PRIMARY KEY ("workspaceId","id")
);
CREATE INDEX "campaign_files_workspaceId_campaignId_id_idx" ON "campaign_files"("workspaceId", "campaignId", "id");
ALTER TABLE "campaign_files" ADD CONSTRAINT "campaign_files_workspaceId_campaignId_fkey" FOREIGN KEY ("workspaceId", "campaignId") REFERENCES "campaigns"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
SELECT postino_protect('campaign_files');
