/** What the server's mapper says in an error of a call: the refusal's kind and its data. Undefined of any other error. */
export function refusedBy(error: unknown): { kind: string; data: Record<string, unknown> } | undefined {
  const said = asRecord(asRecord(error)?.data);
  if (typeof said?.kind !== 'string') return undefined;
  return { kind: said.kind, data: asRecord(said.data) ?? {} };
}

/** Of a conflict: the revision that somebody else saved meanwhile, and who that was where it is told. */
export function conflictOf(error: unknown): { revision: number; by: string } | undefined {
  const refused = refusedBy(error);
  const { revision, by } = refused?.data ?? {};
  if (refused?.kind !== 'conflict' || typeof revision !== 'number') return undefined;
  return { revision, by: typeof by === 'string' ? by : '' };
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
