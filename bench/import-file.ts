import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { numberOption } from './harness.ts';

/** Writes the CSV file that `bench:import` takes: `--rows N FILE`. A process of its own: its memory is not the import's. */
const FIRST = [
  'Anna',
  'Bruno',
  'Carla',
  'Davide',
  'Elena',
  'Franco',
  'Giulia',
  'Hassan',
  'Ilaria',
  'Luca',
  'Mària',
  'Nicolò',
];
const LAST = [
  'Rossi',
  'Bianchi',
  'Esposito',
  'Ferrari',
  "D'Angelo",
  'De Luca',
  'Conti',
  'Marchetti',
  'Rinaldi',
  'Gallo',
];
const CITIES = ['Torino', 'Bari', 'Forlì', 'L’Aquila', 'Reggio Emilia', 'Genova', 'Napoli'];
const PROVIDERS = [
  'posta',
  'mail',
  'libera',
  'virtuale',
  'ufficio',
  'casa',
  'studio',
  'scuola',
  'comune',
  'azienda',
  'lario',
  'corriere',
].map((name) => `${name}.test`);
const pick = (list: readonly string[], seed: number) => list[seed % list.length] ?? '';

function* lines(rows: number): Generator<string> {
  let chunk = 'Email,Nome,Cognome,Città,Tessera\r\n';
  for (let row = 0; row < rows; row++) {
    const mixed = Math.imul(row + 1, 2_654_435_761) >>> 0;
    const first = pick(FIRST, mixed);
    const last = pick(LAST, mixed >>> 8);
    // As in real lists, an address repeats its owner's name, and a dozen mailbox providers hold nearly all of them.
    const local = `${first}.${last}`
      .normalize('NFKD')
      .replaceAll(/[^a-zA-Z.]/g, '')
      .toLowerCase();
    chunk += `${local}${row}@${pick(PROVIDERS, mixed >>> 16)},${first},${last},${pick(CITIES, mixed >>> 12)},${100_000 + row}\r\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

const file = process.argv.at(-1);
if (!file?.endsWith('.csv')) throw new Error('names no file to write');
await pipeline(Readable.from(lines(numberOption('rows', 1_000_000))), createWriteStream(file));
