-- Asked each second: what is finished and past its bounce window. Of all campaigns that ever were, the few that are not closed yet.
CREATE INDEX "campaigns_closing" ON "campaigns" ("finishedAt") WHERE state = 'finished';
