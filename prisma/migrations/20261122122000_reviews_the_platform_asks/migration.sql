-- Null where the platform asked, because approvals had become a duty.
ALTER TABLE "campaign_reviews" ALTER COLUMN "askedBy" DROP NOT NULL;
