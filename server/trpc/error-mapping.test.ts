import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import {
  BadCredentials,
  Conflict,
  Forbidden,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  NotSignedIn,
  QuotaExceeded,
  RateLimited,
} from '#server/lib/errors.ts';
import { describeError, httpStatusOf, toTrpcError } from './error-mapping.ts';
import { router } from './procedures.ts';

it.each([
  [new NotFound(), 'NOT_FOUND', 404],
  [new NotSignedIn(), 'UNAUTHORIZED', 401],
  [new BadCredentials(), 'FORBIDDEN', 403],
  [new Forbidden(), 'FORBIDDEN', 403],
  [new NotEntitled(), 'FORBIDDEN', 403],
  [new QuotaExceeded(), 'PRECONDITION_FAILED', 412],
  [new InvalidState(), 'PRECONDITION_FAILED', 412],
  [new InvalidInput(), 'BAD_REQUEST', 400],
  [new Conflict(), 'CONFLICT', 409],
  [new RateLimited(), 'TOO_MANY_REQUESTS', 429],
])('says %s as %s and %d', (error, code, status) => {
  expect(toTrpcError(error).code).toBe(code);
  expect(httpStatusOf(error)).toBe(status);
});

it('tells nothing of an error that is not ours', () => {
  const secret = new Error('password=hunter2');
  expect(toTrpcError(secret).code).toBe('INTERNAL_SERVER_ERROR');
  expect(JSON.stringify(describeError(secret))).not.toContain('hunter2');
  expect(httpStatusOf(secret)).toBe(500);
});

it('sees a domain error through tRPC’s wrapping', () => {
  const wrapped = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new NotFound({ what: 'campaign' }) });
  expect(toTrpcError(wrapped).code).toBe('NOT_FOUND');
});

it('tells the browser what an error is about: its kind, its data and nothing else of it', () => {
  const error = toTrpcError(new Conflict({ what: 'campaign', revision: 7 }));
  const config = router({})._def._config;
  const shape = {
    message: 'secret',
    code: -32_009,
    data: { code: 'CONFLICT', httpStatus: 409, stack: 'secret' },
  } as const;
  const answer = config.errorFormatter({ shape, error, ctx: undefined, type: 'mutation', path: 'x', input: undefined });
  expect(answer.data).toMatchObject({ kind: 'conflict', data: { what: 'campaign', revision: 7 } });
  expect(JSON.stringify(answer)).not.toContain('secret');
});
