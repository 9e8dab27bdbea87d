-- Nobody approves what they wrote themselves; an origin finds its re-sends.
ALTER TABLE "campaigns" ADD COLUMN "editedBy" UUID;
CREATE INDEX "campaigns_workspaceId_resendOfId_idx" ON "campaigns"("workspaceId", "resendOfId");
