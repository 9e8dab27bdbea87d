-- What an undo of an import left alone, and what an export's file is to look like.
ALTER TABLE "imports" ADD COLUMN "undoKept" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contact_exports" ADD COLUMN "options" JSONB NOT NULL DEFAULT '{}';
