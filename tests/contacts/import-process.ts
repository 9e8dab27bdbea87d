import { parseArgs } from 'node:util';
import { closeDatabase, systemDb } from '#server/db/client.ts';
import { automation, type SystemCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { runImport } from '#server/modules/contacts/index.ts';
import { findWorkspace } from '#server/modules/workspaces/index.ts';

/** A worker that is nothing but one import, for tests that kill it. */
const { values } = parseArgs({ options: { import: { type: 'string' }, workspace: { type: 'string' } } });
const { import: importId = '', workspace = '' } = values;
const log = createLog('import');
const ctx: SystemCtx = { kind: 'system', actor: automation, db: systemDb(), log, now: () => new Date() };
await runImport(await findWorkspace(ctx, workspace), importId);
await closeDatabase();
