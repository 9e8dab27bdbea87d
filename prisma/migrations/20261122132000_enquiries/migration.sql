-- CreateEnum
CREATE TYPE "EnquiryState" AS ENUM ('open', 'answered', 'closed');

-- CreateTable
CREATE TABLE "enquiries" (
    "id" UUID NOT NULL,
    "state" "EnquiryState" NOT NULL DEFAULT 'open',
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "plan" TEXT,
    "trial" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "twin" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "handledBy" TEXT,
    "purchaseId" UUID,

    CONSTRAINT "enquiries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "enquiries_twin_key" ON "enquiries"("twin");

-- CreateIndex
CREATE UNIQUE INDEX "enquiries_purchaseId_key" ON "enquiries"("purchaseId");

-- CreateIndex
CREATE INDEX "enquiries_state_stateAt_idx" ON "enquiries"("state", "stateAt");

-- Who asked is the provider's to know: no workspace's connection reads it.
REVOKE ALL ON enquiries FROM postino_tenant;
