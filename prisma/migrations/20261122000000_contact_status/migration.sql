-- The contacts list by status: of a million subscriptions few are not plain ones. An import writes none of these.
CREATE INDEX subscriptions_unusual_idx ON subscriptions ("workspaceId", "topicId", state, "contactId") WHERE state <> 'subscribed';
