import type { AuthOptions } from 'next-auth';
import credentialsModule from 'next-auth/providers/credentials';
import { env } from '../config/env.ts';
import { cookieName } from '../config/hosts.ts';
import { derivedKey } from '../lib/derived-key.ts';
import type { Log } from '../lib/log.ts';

/** What the composition hands in: this engine knows no module. */
export type SessionSource = {
  redeem(ticket: string): Promise<{ sessionId: string; name: string } | null>;
};

export type AuthSurface = 'portal' | 'console';

// In plain Node the CommonJS default arrives wrapped.
const credentials = (
  'default' in credentialsModule
    ? (credentialsModule as { default: typeof credentialsModule }).default
    : credentialsModule
) as typeof credentialsModule;

/** next-auth's own words, in our log instead of the console; a cookie that does not open is everyday, no error of ours. */
function loggerOf(log: Log): NonNullable<AuthOptions['logger']> {
  return {
    error(code, detail) {
      if (code === 'JWT_SESSION_ERROR') log.debug({ code }, 'a session cookie did not open');
      else log.error({ code, err: detail instanceof Error ? detail : detail.error }, 'next-auth');
    },
    warn: (code) => log.warn({ code }, 'next-auth'),
    debug: () => undefined,
  };
}

/** Longer than any session: expiry lives in the session's row, for getServerSession can't roll a cookie. */
const COOKIE_SECONDS = 400 * 86_400;

export function sessionCookie(surface: AuthSurface): string {
  return cookieName(`postino-${surface}`);
}

/**
 * next-auth with a JWT that carries only a session id. Password, second factor and slow-down are checked by a verb before;
 * `ticket` is the proof of it. One set of cookies a surface, so that a person may be in portal and console at once.
 */
export function authOptions(surface: AuthSurface, source: SessionSource, log: Log): AuthOptions {
  const secure = env().publicUrl.startsWith('https:');
  const cookie = (name: string) => ({ name, options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure } });
  const secret = derivedKey('next-auth')?.export().toString('base64url');
  if (!secret) throw new Error('POSTINO_SECRET_KEYS holds no key');
  return {
    secret,
    logger: loggerOf(log),
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    pages: { signIn: '/login', error: '/login' },
    cookies: {
      sessionToken: cookie(sessionCookie(surface)),
      csrfToken: cookie(cookieName(`postino-${surface}-csrf`)),
      callbackUrl: cookie(cookieName(`postino-${surface}-callback`)),
    },
    providers: [
      credentials({
        credentials: { ticket: {} },
        async authorize(given) {
          const redeemed = given?.ticket ? await source.redeem(given.ticket) : null;
          return redeemed ? { id: redeemed.sessionId, name: redeemed.name } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({ ...session, user: {}, sid: typeof token.sid === 'string' ? token.sid : '' }),
    },
  };
}
