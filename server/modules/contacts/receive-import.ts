import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inTransaction } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import {
  byteWitness,
  decodeSample,
  detectCharset,
  detectDelimiter,
  detectHeader,
  MAX_COLUMNS,
  refuseBinary,
  refuseFile,
  sampleRows,
} from './csv-file.ts';
import type { CsvDialect, ImportPlan } from './schemas.ts';
import { type KnownAttribute, suggestMapping } from './suggest-mapping.ts';

const SAMPLE_ROWS = 100;

/**
 * Takes a file for import: streams it into a blob, looks at it, and keeps an import in the state `uploaded` with a suggested
 * plan. Throws InvalidInput with one of `fileReasons` for what is no table of text; nothing is kept then.
 */
export async function receiveImport(
  ctx: TenantCtx,
  input: { fileName: string; contents: Readable },
): Promise<{ id: string }> {
  const id = uuid7(ctx.now().getTime());
  const blobKey = `${ctx.workspace.id}/imports/${id}.csv`;
  const witness = byteWitness();
  try {
    const stored = blobs().put(blobKey, witness.stream);
    await Promise.all([pipeline(input.contents, witness.stream), stored]).catch(preferDomainError);
    const { bytes, utf8, sample } = witness.facts();
    if (bytes === 0) throw refuseFile('empty-file');
    const charset = detectCharset(sample, utf8);
    refuseBinary(sample, charset);
    const attributes = await ctx.db.attribute.findMany({
      select: { key: true, label: true },
      orderBy: { position: 'asc' },
    });
    const plan = suggestPlan(sample, charset, attributes);
    await inTransaction(ctx, async (tx) => {
      await tx.db.import.create({
        data: {
          workspaceId: ctx.workspace.id,
          id,
          stateAt: ctx.now(),
          createdAt: ctx.now(),
          createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
          fileName: input.fileName.replaceAll(/[\p{Cc}/\\]/gu, ' ').slice(0, 200),
          fileBytes: BigInt(bytes),
          blobKey,
          plan,
        },
      });
      await audit(tx, {
        action: 'contacts.upload-import',
        subject: { kind: 'import', id, name: input.fileName },
        after: { bytes },
      });
    });
    return { id };
  } catch (error) {
    await blobs()
      .delete(blobKey)
      .catch(() => undefined);
    throw error;
  }
}

/** The stream's own refusal (too large) reaches us wrapped by the storage, or beside its complaint. */
function preferDomainError(error: unknown): never {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (inner instanceof DomainError) throw inner;
  throw error;
}

/** The plan that a sample suggests; the dialect may be given by a person who knows better. */
export function suggestPlan(
  sample: Buffer,
  charset: CsvDialect['charset'],
  attributes: readonly KnownAttribute[],
  given?: CsvDialect,
): ImportPlan {
  const text = decodeSample(sample, given?.charset ?? charset);
  const guess: CsvDialect = given ?? { charset, delimiter: detectDelimiter(text), header: true };
  const rows = sampleRows(text, guess, SAMPLE_ROWS);
  const first = rows[0];
  if (text.trim() === '') throw refuseFile('empty-file');
  const cells = first ?? [''];
  if (cells.length > MAX_COLUMNS) throw refuseFile('too-many-columns');
  const header = given?.header ?? detectHeader(cells);
  const columns = cells.map((cell, index) => (header ? cell.trim().slice(0, 200) : '') || String(index + 1));
  const mapping = suggestMapping(columns, header, header ? rows.slice(1) : rows, attributes);
  return { ...guess, header, columns, mapping, groupId: null, topicId: null, basis: 'consent', evidence: '' };
}
