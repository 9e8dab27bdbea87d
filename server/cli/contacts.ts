import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { checkAddress } from '#shared/address.ts';
import type { TenantCtx } from '../lib/context.ts';
import { DomainError, InvalidInput, NotFound } from '../lib/errors.ts';
import { exportContacts, groupByPath, receiveImport, runImport, startImportHere } from '../modules/contacts/index.ts';
import { type ConflictChoice, conflictChoices, type ExportFormat, exportFormats } from '../modules/contacts/schemas.ts';
import { findWorkspaceBySlug } from '../modules/workspaces/index.ts';
import { linesOf } from './lines.ts';
import type { CliSession } from './session.ts';

type ImportOptions = {
  workspace: string;
  group?: string;
  dryRun?: boolean;
  conflict?: ConflictChoice;
  suppression?: boolean;
};

/** `contacts import`, `contacts export`, `address check`. */
export function registerContactsCommands(program: Command, session: CliSession): void {
  const contacts = program.command('contacts').description('customers’ contacts');
  contacts
    .command('import')
    .description('import CSV and Excel files, or every file of a folder; columns are found by their headers')
    .argument('<files...>')
    .requiredOption('--workspace <slug>', 'whose contacts')
    .option('--group <path>', 'put them into this group (`A/B`), made when it is missing')
    .addOption(
      new Option(
        '--conflict <choice>',
        'what becomes of contacts that are there: their values stay, are filled, are overwritten',
      )
        .choices(conflictChoices)
        .default('overwrite'),
    )
    .option('--suppression', 'the file is a suppression list: its addresses are blocked, contacts or not')
    .option('--dry-run', 'count what would happen and write nothing')
    .action(async (given: string[], options: ImportOptions) => {
      const { files, single } = await expand(given);
      const ctx = await findWorkspaceBySlug(await session.open(), options.workspace);
      if (single) {
        session.print(await importFile(ctx, files[0] ?? '', options));
        return;
      }
      for (const file of files) {
        try {
          session.printLine({ file, ...(await importFile(ctx, file, options)) });
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          session.printLine({ file, error: { kind: error.kind, ...error.data } });
          process.exitCode = 1;
        }
      }
    });
  contacts
    .command('export')
    .description('export contacts to a file')
    .requiredOption('--workspace <slug>', 'whose contacts')
    .requiredOption('--out <file>', 'where to')
    .option('--group <path>', 'only this group and those below it')
    .addOption(new Option('--format <format>', 'CSV, or a workbook').choices(exportFormats).default('csv'))
    .action(async (options: { workspace: string; out: string; group?: string; format: ExportFormat }) => {
      const ctx = await findWorkspaceBySlug(await session.open(), options.workspace);
      session.print(await exportTo(ctx, options));
    });

  const address = program.command('address').description('addresses');
  address
    .command('check')
    .description('say of each address whether it is one, and its unique key; one JSON line each')
    .argument('[addresses...]')
    .option('--file <list>', 'one value a line')
    .action(async (given: string[], options: { file?: string }) => {
      if (given.length === 0 && options.file === undefined)
        throw new InvalidInput({ field: 'address', reason: 'no-address' });
      for (const text of given) session.printLine(verdict(text));
      if (options.file === undefined) return;
      for await (const line of linesOf(await readable(options.file))) session.printLine(verdict(line));
    });
}

function verdict(address: string) {
  const checked = checkAddress(address);
  return checked.valid
    ? { address, valid: true, normalised: checked.normalised, reason: null }
    : { address, valid: false, normalised: null, reason: checked.reason };
}

async function readable(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new NotFound({ what: 'file', file: path });
  return path;
}

/** The files that are meant: a folder stands for what is in it, in the order of the names. */
async function expand(given: string[]): Promise<{ files: string[]; single: boolean }> {
  const files: string[] = [];
  let single = given.length === 1;
  for (const path of given) {
    if (!(await stat(await readable(path))).isDirectory()) {
      files.push(path);
      continue;
    }
    single = false;
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    files.push(...names.sort().map((name) => join(path, name)));
  }
  return { files, single };
}

async function importFile(ctx: TenantCtx, file: string, options: ImportOptions) {
  const dryRun = options.dryRun ?? false;
  const groupId = options.group === undefined ? null : await groupByPath(ctx, options.group, { create: !dryRun });
  const kind = options.suppression ? 'suppression' : 'contacts';
  const { id } = await receiveImport(ctx, { fileName: basename(file), contents: createReadStream(file), kind });
  const { conflict = 'overwrite' } = options;
  await startImportHere(ctx, { id, evidence: `postino contacts import ${basename(file)}`, groupId, dryRun, conflict });
  return runImport(ctx, id);
}

/** Written beside its place and then moved there: a file with the name asked for is always whole. */
async function exportTo(
  ctx: TenantCtx,
  { out, group, format }: { out: string; group?: string; format: ExportFormat },
): Promise<{ rows: number }> {
  const groupId = group === undefined ? undefined : await groupByPath(ctx, group, { create: false });
  if (groupId === null) throw new NotFound({ what: 'group' });
  const partial = `${out}.${process.pid}.part`;
  const target = createWriteStream(partial);
  try {
    const result = await exportContacts(ctx, groupId ? { groupId } : {}, target, { format });
    await finished(target);
    await rename(partial, out);
    return result;
  } catch (error) {
    target.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}
