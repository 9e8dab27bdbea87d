// Gives Next's storages the AsyncLocalStorage that they look for when they are loaded: this file is imported before any route.
import 'next/dist/server/node-environment-baseline.js';
import { type WorkStore, workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external.js';
import {
  type WorkUnitStore,
  workUnitAsyncStorage,
} from 'next/dist/server/app-render/work-unit-async-storage.external.js';
import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { sessionCookie } from '#server/auth/next-auth.ts';
import { derivedKey } from '#server/lib/derived-key.ts';

/** Runs `work` where Next's `headers()` and `cookies()` answer with those of `request`, as they do in a route handler. */
export function inNextRequest<R>(request: Request, work: () => R): R {
  const { headers, cookies } = new NextRequest(request.url, { headers: request.headers });
  const unit = { type: 'request', phase: 'render', headers, cookies } as unknown as WorkUnitStore;
  const page = { route: new URL(request.url).pathname } as WorkStore;
  return workAsyncStorage.run(page, () => workUnitAsyncStorage.run(unit, work));
}

/** The `Cookie` header of whoever holds a session on the portal. */
export async function portalCookie(sessionId: string): Promise<string> {
  const secret = derivedKey('next-auth')?.export().toString('base64url') ?? '';
  return `${sessionCookie('portal')}=${await encode({ token: { sid: sessionId }, secret })}`;
}
