import pg from 'pg';
import { setForSession } from './session-setting.ts';
import { TenancyViolation } from './tenancy.ts';

type Callback = Parameters<InstanceType<typeof pg.Pool>['connect']>[0];

/**
 * Connections that are each set to one workspace for as long as somebody holds them: `app.workspace_id`, which row-level security goes
 * by, is put on the session before the connection is handed out, and again only where the next to hold it works for another workspace.
 * A query of one statement is so one round trip, without a transaction of its own around it. `workspaceNow` tells for whom the caller
 * works; a connection for nobody is refused. Needs a session of its own behind each connection, as advisory locks do: no pooler that
 * gives a session's transactions to several.
 */
export class TenantPool extends pg.Pool {
  readonly #workspaceNow: () => string | undefined;

  constructor(config: pg.PoolConfig, workspaceNow: () => string | undefined) {
    super(config);
    this.#workspaceNow = workspaceNow;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    const held = this.#checkOut(this.#workspaceNow());
    if (!callback) return held;
    held.then(
      (client) => callback(undefined, client, (failure) => client.release(failure)),
      (error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #checkOut(workspaceId: string | undefined): Promise<pg.PoolClient> {
    if (!workspaceId) throw new TenancyViolation('a connection of the tenants’ pool for no workspace');
    const client = await super.connect();
    try {
      await setForSession(client, 'app.workspace_id', workspaceId);
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
    return client;
  }
}
