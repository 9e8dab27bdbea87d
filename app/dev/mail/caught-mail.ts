import { join } from 'node:path';
import { notFound } from 'next/navigation';
import { env } from '#server/config/env.ts';
import { type CaughtMessage, readCaught } from '#server/mail/catcher.ts';

/** Where the local catcher keeps its mail; where none runs, these addresses do not exist. */
export function caughtMailFolder(): string {
  if (!env().catcher) notFound();
  return join(env().dataFolder, 'caught-mail');
}

/** One caught message, or the page that says there is none. */
export async function caughtMessage(id: string): Promise<CaughtMessage> {
  return (await readCaught(caughtMailFolder(), id)) ?? notFound();
}
