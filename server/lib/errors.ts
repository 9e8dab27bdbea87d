/**
 * Domain errors: a kind and data, no prose. One mapper (server/trpc/error-mapping.ts) turns them into tRPC codes and HTTP;
 * the sentence is in i18n/messages/…/errors.json under the same kind.
 */
type Data = Record<string, string | number | boolean | null>;

export abstract class DomainError extends Error {
  abstract readonly kind: string;
  readonly data: Data;
  constructor(data: Data = {}, options?: ErrorOptions) {
    super(undefined, options);
    this.data = data;
  }
  override get message(): string {
    return `${this.kind} ${JSON.stringify(this.data)}`;
  }
}

/** It does not exist, or it is somebody else's. */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
}
/** Nobody is signed in, or the session has ended. */
export class NotSignedIn extends DomainError {
  readonly kind = 'not-signed-in';
}
/** The role does not permit it. */
export class Forbidden extends DomainError {
  readonly kind = 'forbidden';
}
/** The workspace has not bought the feature, or it has ended. */
export class NotEntitled extends DomainError {
  readonly kind = 'not-entitled';
}
/** A bought limit is reached. */
export class QuotaExceeded extends DomainError {
  readonly kind = 'quota-exceeded';
}
/** The thing's state does not allow the step. `data.reason` is a stable kebab-case id where one helps. */
export class InvalidState extends DomainError {
  readonly kind = 'invalid-state';
}
/** The input is refused. `data.reason` is a stable kebab-case id, `data.field` the field where there is one. */
export class InvalidInput extends DomainError {
  readonly kind = 'invalid-input';
}
/** Somebody else changed it first. */
export class Conflict extends DomainError {
  readonly kind = 'conflict';
}
/** Too many attempts; `data.retryAfterSeconds`. */
export class RateLimited extends DomainError {
  readonly kind = 'rate-limited';
}
/** Username or password is wrong; deliberately says no more. */
export class BadCredentials extends DomainError {
  readonly kind = 'bad-credentials';
}
