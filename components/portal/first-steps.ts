export type FirstStep = {
  id: 'domain' | 'contacts' | 'form' | 'campaign';
  state: 'done' | 'waiting' | 'current' | 'todo';
  /** Some never need it: it keeps nobody from being through. */
  optional: boolean;
};

export type Has = { domains: number; verified: number; contacts: number; forms: number; drafts: number; sent: number };

/** What a new workspace has done of its first steps; `waiting` is the provider's turn, so the next one is current. Pure. */
export function firstSteps(has: Has): FirstStep[] {
  const done = (is: boolean) => (is ? 'done' : 'todo');
  const steps: FirstStep[] = [
    {
      id: 'domain',
      optional: false,
      state: has.domains > 0 && has.verified === 0 ? 'waiting' : done(has.verified > 0),
    },
    { id: 'contacts', optional: false, state: done(has.contacts > 0) },
    { id: 'form', optional: true, state: done(has.forms > 0) },
    { id: 'campaign', optional: false, state: done(has.sent > 0) },
  ];
  const next = steps.find((step) => step.state === 'todo' && !step.optional);
  return steps.map((step) => (step === next ? { ...step, state: 'current' } : step));
}

export const areDone = (steps: readonly FirstStep[]) =>
  steps.every(({ state, optional }) => state === 'done' || optional);
