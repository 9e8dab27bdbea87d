import { getMessages } from 'next-intl/server';
import { type Branch, pickMessages } from './pick-messages.ts';

/** Of the request's messages those under these paths, for a browser. */
export async function messagesOf(paths: readonly string[]): Promise<Branch> {
  return pickMessages((await getMessages()) as Branch, paths);
}
