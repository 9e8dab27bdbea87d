export type FirstStep = { id: 'domain' | 'contacts' | 'campaign'; state: 'done' | 'waiting' | 'current' | 'todo' };

/** What a new workspace has done of its first three steps; `waiting` is the provider's turn, so the next one is current. Pure. */
export function firstSteps(has: {
  domains: number;
  verified: number;
  contacts: number;
  campaigns: number;
}): FirstStep[] {
  const steps: FirstStep[] = [
    { id: 'domain', state: has.verified > 0 ? 'done' : has.domains > 0 ? 'waiting' : 'todo' },
    { id: 'contacts', state: has.contacts > 0 ? 'done' : 'todo' },
    { id: 'campaign', state: has.campaigns > 0 ? 'done' : 'todo' },
  ];
  const next = steps.find((step) => step.state === 'todo');
  return steps.map((step) => (step === next ? { ...step, state: 'current' } : step));
}
