import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { receiveImport, runImport, startImportHere } from '#server/modules/contacts/index.ts';
import { benchWorkspace, numberOption, openBench, peakMemoryMb, printFigures } from './harness.ts';

/**
 * `npm run bench:import -- --rows N --json`: N rows of a CSV file into a fresh workspace by the real verbs, with the search
 * index in place. Its peer is a raw COPY of the same rows into an unlogged table of the same columns.
 */
const rows = numberOption('rows', 1_000_000);
const bench = await openBench('import');
try {
  const file = join(bench.folder, 'contacts.csv');
  const script = join(import.meta.dirname, 'import-file.ts');
  execFileSync(process.execPath, ['--no-warnings', script, '--rows', String(rows), file]);
  const ctx = await benchWorkspace(bench);

  const started = performance.now();
  const { id } = await receiveImport(ctx, { fileName: 'contacts.csv', contents: createReadStream(file) });
  await startImportHere(ctx, { id, evidence: 'bench' });
  const counts = await runImport(ctx, id);
  const seconds = (performance.now() - started) / 1000;
  if (counts.created !== rows)
    throw new Error(`created ${counts.created} of ${rows}: ${JSON.stringify(counts.reasons)}`);
  const memory = peakMemoryMb();

  const peer = new pg.Client({ connectionString: bench.databaseUrl });
  await peer.connect();
  await peer.query('CREATE UNLOGGED TABLE peer (address text, first text, last text, city text, card text)');
  const peerStarted = performance.now();
  await pipeline(createReadStream(file), peer.query(copyFrom('COPY peer FROM STDIN WITH (FORMAT csv, HEADER true)')));
  const peerSeconds = (performance.now() - peerStarted) / 1000;
  await peer.end();

  printFigures({
    rows,
    seconds: Number(seconds.toFixed(2)),
    per_second: Math.round(rows / seconds),
    rss_mb: memory,
    peer: 'COPY',
    peer_seconds: Number(peerSeconds.toFixed(2)),
    ratio: Number((seconds / peerSeconds).toFixed(1)),
  });
} finally {
  await bench.close();
}
