import { createTranslator } from 'next-intl';
import { loadMessages } from '#i18n/namespaces.ts';
import { DomainError } from '../lib/errors.ts';

/** Why a command was refused: the error's kind and data, and a sentence in the commands' language, by its reason where one is worded. */
export async function describeRefusal(error: unknown): Promise<{ kind: string; message: string }> {
  if (!(error instanceof DomainError)) return { kind: 'failed', message: String(error) };
  const t = createTranslator({ locale: 'en', messages: await loadMessages('en'), timeZone: 'UTC' });
  const values = Object.fromEntries(
    Object.entries(error.data).map(([key, value]) => [key, typeof value === 'number' ? value : String(value)]),
  );
  const reason = String(error.data.reason);
  const keys = [`contacts.fileReason.${reason}`, `errors.reasons.${reason}`, `errors.${error.kind}`];
  const key = keys.find((candidate) => t.has(candidate as 'errors.unexpected')) ?? 'errors.unexpected';
  return { kind: error.kind, ...error.data, message: t(key as 'errors.unexpected', values as never) };
}
