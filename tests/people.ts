import type { User } from '#server/db/generated/client.ts';
import type { PublicCtx, SystemCtx } from '#server/lib/context.ts';
import { createUser, joinWorkspace } from '#server/modules/identity/index.ts';
import { systemCtx } from './database.ts';
import { makeWorkspace } from './factories.ts';

export const goodPassword = 'un fiume lento di pianura';
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let serial = 0;

/** An owner of a workspace of their own, with `goodPassword`. */
export async function makeMember(ctx: SystemCtx = systemCtx(), over: { email?: string } = {}): Promise<User> {
  const username = `persona${++serial}`;
  const user = await createUser(ctx, {
    username,
    email: over.email ?? `${username}@posta.example`,
    name: `Persona ${serial}`,
    password: goodPassword,
  });
  await joinWorkspace(await makeWorkspace(ctx), user, 'owner');
  return user;
}

/** Somebody at a login page, from an address. */
export function visitorCtx(now?: () => Date, address = '192.0.2.7', agent = firefox): PublicCtx {
  const request = { id: 'r', address, agent };
  return { ...systemCtx(now), kind: 'public', actor: { kind: 'public', name: 'sign-in' }, request };
}

/** A person at work, in a session of theirs. */
export function personCtx(
  user: Pick<User, 'id' | 'name'>,
  now?: () => Date,
  sessionId: string | null = null,
): SystemCtx {
  const request = { id: 'r', address: '192.0.2.7', agent: firefox };
  return { ...systemCtx(now), actor: { kind: 'person', id: user.id, name: user.name, sessionId }, request };
}

/** The kinds of the mails queued for an address, oldest first, with what they hold. */
export async function mailsTo(email: string) {
  const rows = await systemCtx().db.systemMail.findMany({ where: { to: email }, orderBy: { id: 'asc' } });
  return rows.map(({ kind, data, language }) => ({ kind, language, data: data as Record<string, unknown> }));
}
