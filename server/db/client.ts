import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '../config/env.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { dataModelOf, scopeArguments, TenancyViolation, uniqueAsFilter } from './tenancy.ts';
import { TenantPool } from './tenant-pool.ts';

/** What verbs may do with a database: models only. Raw SQL goes through sql.ts, transactions through `inTransaction`. */
type Models = Omit<PrismaClient, `$${string}` | '_runtimeDataModel'>;
declare const scope: unique symbol;
/** A client that sees one workspace. */
export type TenantDb = Models & { readonly [scope]: 'tenant' };
/** A client that sees every workspace: system, staff and public contexts. */
export type SystemDb = Models & { readonly [scope]: 'system' };

/** How a client opens transactions; kept beside it, so that contexts stay plain values. */
type Handle = { client: PrismaClient; workspaceId: string | undefined; inTransaction: boolean };
const handles = new WeakMap<object, Handle>();

/** `trusted`: the raw-SQL door is open. `workspaceId`: for whom the tenants' pool hands out connections. */
export const databaseScope = new AsyncLocalStorage<{
  trusted?: boolean;
  inTransaction?: boolean;
  workspaceId?: string;
}>();

type Pools = { system: pg.Pool; tenant: pg.Pool; wide: pg.Pool };
let pools: Pools | undefined;
let clients: { system: PrismaClient; tenant: PrismaClient } | undefined;
const tenants = new Map<string, TenantDb>();
const TENANT_CLIENTS_KEPT = 500;

function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is unset and the embedded database was not started');
  return url;
}

/** How long a transaction may wait for a connection, and go on. Prisma's own 2 and 5 s refuse people whom a busy moment keeps waiting. */
const transactionOptions = { maxWait: 10_000, timeout: 15_000 };

/**
 * Three pools on the same database. `system` is the owner; `tenant` runs as the role postino_tenant, for which row-level
 * security is the second line behind the extension; `wide` is the owner's, for what only looks, over very many rows: however
 * many ask for that at once, sessions and single rows find a connection.
 */
export function openPools(): Pools {
  if (!pools) {
    const common = { connectionString: databaseUrl(), idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 };
    pools = {
      system: new pg.Pool({ ...common, max: 20, application_name: 'postino' }),
      tenant: new TenantPool(
        { ...common, max: 20, application_name: 'postino', options: '-c role=postino_tenant' },
        () => databaseScope.getStore()?.workspaceId,
      ),
      wide: new pg.Pool({
        ...common,
        max: 8,
        connectionTimeoutMillis: 30_000,
        application_name: 'postino-wide',
        options: '-c default_transaction_read_only=on',
      }),
    };
    // An idle connection that the server closed is replaced at the next use.
    for (const pool of Object.values(pools)) pool.on('error', () => undefined);
  }
  return pools;
}

function openClients() {
  if (!clients) {
    const { system, tenant } = openPools();
    clients = {
      system: guardRaw(new PrismaClient({ adapter: new PrismaPg(system), transactionOptions })),
      tenant: new PrismaClient({ adapter: new PrismaPg(tenant), transactionOptions }),
    };
  }
  return clients;
}

/** Refuses raw SQL outside the door, and models that nobody classified. */
function guardRaw(client: PrismaClient): PrismaClient {
  return client.$extends({
    query: {
      async $allOperations({ model, operation, args, query }) {
        if (!model && !databaseScope.getStore()?.trusted)
          throw new TenancyViolation(`${operation} outside server/db/sql.ts`);
        return query(args);
      },
    },
  }) as unknown as PrismaClient;
}

function tenantClient(base: PrismaClient, workspaceId: string): PrismaClient {
  const schema = dataModelOf(base);
  return base.$extends({
    query: {
      async $allOperations({ model, operation, args, query }) {
        const store = databaseScope.getStore();
        if (!model && !store?.trusted) throw new TenancyViolation(`${operation} outside server/db/sql.ts`);
        const scoped = model ? scopeArguments(model, operation, args ?? {}, workspaceId, schema) : args;
        return databaseScope.run({ ...store, workspaceId }, async () => {
          if (!model || !isUniqueRead(operation) || store?.inTransaction) return await query(scoped);
          const reads = Reflect.get(base, model.charAt(0).toLowerCase() + model.slice(1));
          return await reads[firstOf[operation]](uniqueAsFilter(model, scoped as Record<string, unknown>, schema));
        });
      },
    },
  }) as unknown as PrismaClient;
}

/**
 * Prisma gathers the unique reads of one tick, whoever asks them, into one query on one connection, which here is one workspace's:
 * outside a transaction they are made as reads of a first row, which it sends as they come.
 */
const firstOf = { findUnique: 'findFirst', findUniqueOrThrow: 'findFirstOrThrow' } as const;
const isUniqueRead = (operation: string): operation is keyof typeof firstOf => operation in firstOf;

/** The database of the whole installation. */
export function systemDb(): SystemDb {
  const { system } = openClients();
  if (!handles.has(system)) handles.set(system, { client: system, workspaceId: undefined, inTransaction: false });
  return system as unknown as SystemDb;
}

/** The database as one workspace sees it. */
export function tenantDb(workspaceId: string): TenantDb {
  const known = tenants.get(workspaceId);
  if (known) return known;
  const client = tenantClient(openClients().tenant, workspaceId);
  handles.set(client, { client, workspaceId, inTransaction: false });
  const db = client as unknown as TenantDb;
  if (tenants.size >= TENANT_CLIENTS_KEPT) tenants.delete(tenants.keys().next().value ?? '');
  tenants.set(workspaceId, db);
  return db;
}

/** Whether this database is a transaction already, and the client that runs its raw SQL. For sql.ts. */
export function handleOf(db: TenantDb | SystemDb): Handle {
  const handle = handles.get(db);
  if (!handle) throw new Error('not a database of server/db/client.ts');
  return handle;
}

/**
 * Runs `work` in one transaction, with `ctx.db` being that transaction. Inside one already, it joins.
 * Interactive; at most `timeoutMs` (default 15 s).
 */
export async function inTransaction<C extends { db: TenantDb | SystemDb }, R>(
  ctx: C,
  work: (tx: C) => Promise<R>,
  options: { timeoutMs?: number } = {},
): Promise<R> {
  const handle = handleOf(ctx.db);
  if (handle.inTransaction) return work(ctx);
  const run = async (transaction: Prisma.TransactionClient) => {
    const client = transaction as unknown as PrismaClient;
    handles.set(client, { client, workspaceId: handle.workspaceId, inTransaction: true });
    return work({ ...ctx, db: client as unknown as C['db'] });
  };
  const { workspaceId } = handle;
  return databaseScope.run({ inTransaction: true, ...(workspaceId ? { workspaceId } : {}) }, () =>
    handle.client.$transaction(run, options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  );
}

/** Closes every connection of this process. */
export async function closeDatabase(): Promise<void> {
  const open = { clients, pools };
  clients = undefined;
  pools = undefined;
  tenants.clear();
  await Promise.allSettled([open.clients?.system.$disconnect(), open.clients?.tenant.$disconnect()]);
  await Promise.allSettled(Object.values(open.pools ?? {}).map((pool) => pool.end()));
}
