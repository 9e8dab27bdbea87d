import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { env } from '../config/env.ts';
import { parseSmtpUrl, type TransportConfig } from './transport-config.ts';

const running = z.object({ port: z.number().int().min(1).max(65_535) });

/** There is neither SMTP_URL nor a local catcher that runs. Nothing can be sent until there is. */
export class NoTransportError extends Error {
  override readonly name = 'NoTransportError';
}

/** How mail leaves this installation: SMTP_URL, else the catcher of `npm start`. Read anew at each call: a catcher moves. */
export function transportConfig(): TransportConfig {
  const url = env().SMTP_URL;
  if (url) return parseSmtpUrl(url);
  let text: string;
  try {
    text = readFileSync(join(env().dataFolder, 'run', 'catcher.json'), 'utf8');
  } catch (error) {
    throw new NoTransportError('SMTP_URL is unset and no local catcher runs', { cause: error });
  }
  return parseSmtpUrl(`smtp://127.0.0.1:${running.parse(JSON.parse(text)).port}`, 'catcher');
}
