import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inTransaction } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { byteWitness, decodeSample, MAX_COLUMNS, readSample, refuseFile, SAMPLE_BYTES } from './csv-file.ts';
import { detectCharset, detectDialect, detectHeader } from './detect-dialect.ts';
import { isZip, refuseBinary } from './file-kind.ts';
import { type CsvDialect, type ImportKind, type ImportPlan, importPlan } from './schemas.ts';
import { type KnownAttribute, suggestMapping } from './suggest-mapping.ts';
import { workbookAsCsv } from './workbook-as-csv.ts';

const SAMPLE_ROWS = 100;

/**
 * Takes a file for import: streams it into a blob, looks at it, and keeps an import in the state `uploaded` with a suggested
 * plan. Throws InvalidInput with one of `fileReasons` for what is no table of text; nothing is kept then.
 */
export async function receiveImport(
  ctx: TenantCtx,
  input: { fileName: string; contents: Readable; kind?: ImportKind },
): Promise<{ id: string }> {
  const id = uuid7(ctx.now().getTime());
  const blobKey = `${ctx.workspace.id}/imports/${id}.csv`;
  const witness = byteWitness();
  try {
    const stored = blobs().put(blobKey, witness.stream);
    await Promise.all([pipeline(input.contents, witness.stream), stored]).catch(preferDomainError);
    const kind = input.kind ?? 'contacts';
    const facts = witness.facts();
    if (facts.bytes === 0) throw refuseFile('empty-file');
    const book = isZip(facts.sample) ? await workbookAsCsv(blobKey, facts.bytes) : undefined;
    const { bytes, sample } = book ?? facts;
    const charset = book ? 'utf-8' : detectCharset(sample, facts.utf8);
    refuseBinary(sample, charset);
    const attributes = await ctx.db.attribute.findMany({
      select: { key: true, label: true },
      orderBy: { position: 'asc' },
    });
    const whole = bytes <= SAMPLE_BYTES;
    const plan: ImportPlan = {
      ...suggestPlan({ sample, whole, charset, attributes, kind, ...(book ? { dialect: book.dialect } : {}) }),
      sheet: book?.sheet ?? null,
    };
    await inTransaction(ctx, async (tx) => {
      await tx.db.import.create({
        data: {
          workspaceId: ctx.workspace.id,
          id,
          stateAt: ctx.now(),
          createdAt: ctx.now(),
          createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
          fileName: input.fileName.replaceAll(/[\p{Cc}/\\]/gu, ' ').slice(0, 200),
          kind,
          fileBytes: BigInt(bytes),
          blobKey,
          plan,
        },
      });
      await audit(tx, {
        action: 'contacts.upload-import',
        subject: { kind: 'import', id, name: input.fileName },
        after: { bytes, kind },
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

type Suggesting = {
  sample: Buffer;
  /** Whether the sample is the file. */
  whole: boolean;
  charset: CsvDialect['charset'];
  attributes: readonly KnownAttribute[];
  kind: ImportKind;
  /** What is known of the dialect, from the file's kind or a person who knows better; whether there is a header may be left to see. */
  dialect?: Omit<CsvDialect, 'header'> & { header?: boolean };
};

/** The plan that a sample suggests. */
export function suggestPlan({ sample, whole, charset, attributes, kind, dialect }: Suggesting): ImportPlan {
  const text = decodeSample(sample, dialect?.charset ?? charset);
  if (text.trim() === '') throw refuseFile('empty-file');
  const guess: CsvDialect = { charset, header: true, ...(dialect ?? detectDialect(text, whole)) };
  const { rows } = readSample(text, guess, SAMPLE_ROWS, whole);
  if (rows.length === 0 && !whole) throw refuseFile('record-too-long', 1);
  const cells = rows[0] ?? [''];
  if (cells.length > MAX_COLUMNS) throw refuseFile('too-many-columns');
  const header = dialect?.header ?? detectHeader(cells);
  const names = cells.map((cell) =>
    header
      ? cell
          .replaceAll(/\p{Cc}+/gu, ' ')
          .trim()
          .slice(0, 200)
      : '',
  );
  const mapping = suggestMapping(names, header, header ? rows.slice(1) : rows, attributes, kind);
  return importPlan.parse({
    ...guess,
    header,
    columns: names.map((name, index) => name || String(index + 1)),
    mapping,
  });
}
