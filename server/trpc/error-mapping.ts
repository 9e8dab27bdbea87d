import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { DomainError } from '#server/lib/errors.ts';

type Code = TRPCError['code'];

/** The one mapper: kind of domain error → tRPC code (which fixes the HTTP status). */
const codes: Record<string, Code> = {
  'not-found': 'NOT_FOUND',
  'not-signed-in': 'UNAUTHORIZED',
  'bad-credentials': 'FORBIDDEN',
  forbidden: 'FORBIDDEN',
  'not-entitled': 'FORBIDDEN',
  'quota-exceeded': 'PRECONDITION_FAILED',
  'invalid-state': 'PRECONDITION_FAILED',
  'invalid-input': 'BAD_REQUEST',
  conflict: 'CONFLICT',
  'rate-limited': 'TOO_MANY_REQUESTS',
};

export function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError) {
    return error.cause instanceof DomainError ? toTrpcError(error.cause) : error;
  }
  if (error instanceof DomainError) {
    return new TRPCError({ code: codes[error.kind] ?? 'INTERNAL_SERVER_ERROR', cause: error });
  }
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });
}

/** What the browser may know of an error: its kind (a key in errors.json) and its data. Never a message or a stack. */
export function describeError(error: unknown): {
  kind: string;
  data: Record<string, string | number | boolean | null>;
} {
  if (error instanceof DomainError) return { kind: error.kind, data: error.data };
  if (error instanceof Error && error.name === 'ZodError') return { kind: 'invalid-input', data: {} };
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') return { kind: 'not-found', data: {} };
  return { kind: 'internal', data: {} };
}

/** The same for plain HTTP routes: the status that tRPC gives the code. */
export function httpStatusOf(error: unknown): number {
  return getHTTPStatusCodeFromError(toTrpcError(error));
}
