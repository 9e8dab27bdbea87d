-- CreateIndex
CREATE INDEX "audit_entries_workspaceId_action_id_idx" ON "audit_entries"("workspaceId", "action", "id" DESC);
