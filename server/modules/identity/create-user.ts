import { randomInt } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { MemberRole, StaffRole, User } from '#server/db/generated/client.ts';
import type { TenantCtx, WideCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput } from '#server/lib/errors.ts';
import { hashPassword } from '#server/lib/password-hash.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { judgePassword } from './password-rules.ts';
import { username as usernameSchema } from './schemas.ts';

export type NewUser = {
  username: string;
  email: string;
  name: string;
  password: string;
  /** For whom they work: not to be in the password. */
  company?: string;
  language?: string;
  mustChangePassword?: boolean;
};

/** Makes a person. The username is lower-cased and must be free, the password as strong as anybody's. */
export async function createUser(ctx: WideCtx, input: NewUser): Promise<User> {
  const parsed = usernameSchema.safeParse(input.username);
  if (!parsed.success) throw new InvalidInput({ field: 'username', reason: 'username-shape' });
  const taken = await ctx.db.user.findUnique({ where: { username: parsed.data }, select: { id: true } });
  if (taken) throw new Conflict({ field: 'username', reason: 'username-taken' });
  const about = { username: parsed.data, email: input.email, name: input.name, company: input.company ?? '' };
  await judgePassword(input.password, about, 'password');
  const now = ctx.now();
  const passwordHash = await hashPassword(input.password);
  const user = await ctx.db.user.create({
    data: {
      id: uuid7(now.getTime()),
      username: parsed.data,
      email: input.email,
      name: input.name,
      passwordHash,
      passwordChangedAt: now,
      mustChangePassword: input.mustChangePassword ?? false,
      language: input.language ?? 'it',
    },
  });
  await ctx.db.usedPassword.create({
    data: { id: uuid7(now.getTime()), userId: user.id, hash: passwordHash, at: now },
  });
  return user;
}

/** Makes a person a member of the context's workspace. */
export async function joinWorkspace(ctx: TenantCtx, user: Pick<User, 'id' | 'name'>, role: MemberRole): Promise<void> {
  await ctx.db.membership.create({ data: { workspaceId: ctx.workspace.id, userId: user.id, role } });
  await audit(ctx, {
    action: 'identity.join-workspace',
    subject: { kind: 'person', id: user.id, name: user.name },
    after: { role },
  });
}

// Without 0/O, 1/I/l: it is read off a terminal and typed.
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function oneTimePassword(): string {
  return Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** Makes a member of staff with a one-time password, to be replaced at the first sign-in. */
export async function createStaff(
  ctx: WideCtx,
  input: { username: string; email: string; name?: string; role: StaffRole; password?: string },
): Promise<{ user: User; password: string }> {
  const password = input.password ?? oneTimePassword();
  return inTransaction(ctx, async (tx) => {
    const user = await createUser(tx, {
      username: input.username,
      email: input.email,
      name: input.name ?? input.username,
      password,
      mustChangePassword: input.password === undefined,
    });
    await tx.db.staffMembership.create({ data: { userId: user.id, role: input.role } });
    await audit(tx, {
      action: 'identity.create-staff',
      subject: { kind: 'person', id: user.id, name: user.name },
      after: { role: input.role },
    });
    return { user, password };
  });
}
