-- What customers accepted and what they allow the provider, kept with the very text.
CREATE TABLE "legal_texts" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "legal_texts_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "acceptances" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    CONSTRAINT "acceptances_pkey" PRIMARY KEY ("workspaceId", "id")
);

CREATE TABLE "provider_consents" (
    "workspaceId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    CONSTRAINT "provider_consents_pkey" PRIMARY KEY ("workspaceId", "id")
);

SELECT postino_protect('acceptances');
SELECT postino_protect('provider_consents');
-- Proof is added to, never rewritten by a tenant's connection.
REVOKE UPDATE, DELETE ON acceptances, provider_consents FROM postino_tenant;
