import type { Surface } from '#server/db/generated/client.ts';
import { sql, systemRows } from '#server/db/sql.ts';
import type { SystemCtx } from '#server/lib/context.ts';

type SessionRow = {
  endedAt: Date | null;
  endedWhy: string | null;
  lastSeenAt: Date;
  expiresAt: Date;
  userId: string;
  username: string;
  name: string;
  email: string;
  language: string;
  theme: string;
  mustChangePassword: boolean;
  passwordChangedAt: Date;
  /** The account is blocked or closed. */
  barred: boolean;
  secondFactor: boolean;
};

/** A session with its person in one query: every request makes it, and Prisma would make three. */
export async function sessionRow(ctx: SystemCtx, id: string, surface: Surface): Promise<SessionRow | undefined> {
  const rows = await systemRows<SessionRow>(
    ctx,
    sql`SELECT s."endedAt", s."endedWhy", s."lastSeenAt", s."expiresAt", s."userId", u.username, u.name, u.email, u.language, u.theme,
        u."mustChangePassword", u."passwordChangedAt",
        u."disabledAt" IS NOT NULL OR u."blockedAt" IS NOT NULL AS barred,
        f."confirmedAt" IS NOT NULL AS "secondFactor"
      FROM sessions s JOIN users u ON u.id = s."userId" LEFT JOIN second_factors f ON f."userId" = u.id
      WHERE s.id = ${id}::uuid AND s.surface = ${surface}::"Surface"`,
  );
  return rows[0];
}
