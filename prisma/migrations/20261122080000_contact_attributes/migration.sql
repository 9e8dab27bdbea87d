-- A filter by an attribute's value finds its few contacts among a million without reading the others.
CREATE INDEX "contacts_attributes_idx" ON "contacts" USING GIN ("attributes" jsonb_path_ops);

-- Whose consent an undo could bring back: asked at every unsubscription, so only those are in it.
CREATE INDEX contact_befores_consent_idx ON contact_befores ("workspaceId", "contactId") WHERE before ?| ARRAY['topicId', 'subscriptions'];
