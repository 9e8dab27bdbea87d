-- What the customer states about the consent behind individual tracking by default.
ALTER TABLE workspaces ADD COLUMN "trackBasis" text;
