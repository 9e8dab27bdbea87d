import type pg from 'pg';

const told = new WeakMap<pg.PoolClient, Map<string, string>>();

/** Sets a parameter for a connection's whole session, unless this has set it to the same before. Who holds it sets it nowhere else. */
export async function setForSession(client: pg.PoolClient, name: string, value: string): Promise<void> {
  const known = told.get(client) ?? new Map<string, string>();
  if (known.get(name) === value) return;
  await client.query('SELECT set_config($1, $2, false)', [name, value]);
  told.set(client, known.set(name, value));
}
