const constants: number[] = [];
const start: number[] = [];

/** Fills the tables of FIPS 180-4 §4.2.2 and §5.3.3: fractions of the cube and square roots of the first primes. */
function prepare(): void {
  let candidate = 2;
  for (let count = 0; count < 64; candidate++) {
    let prime = true;
    for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) prime = false;
    if (!prime) continue;
    if (count < 8) start[count] = (candidate ** 0.5 * 0x100000000) | 0;
    constants[count++] = (candidate ** (1 / 3) * 0x100000000) | 0;
  }
}

const turn = (value: number, by: number) => (value >>> by) | (value << (32 - by));

/**
 * The first 32 bits of SHA-256 of an ASCII text of at most 55 characters (one block). In plain numbers: WebCrypto is absent on pages
 * without TLS, and its promises cost twenty times such a hash.
 */
export function hashHead(text: string): number {
  if (constants.length === 0) prepare();
  const words: number[] = [];
  for (let at = 0; at < 64; at++) words[at] = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0x80;
    words[at >> 2] = (words[at >> 2] ?? 0) | (code << (24 - (at % 4) * 8));
  }
  words[15] = text.length * 8;
  const w = (at: number) => words[at] ?? 0;
  for (let at = 16; at < 64; at++) {
    const s0 = turn(w(at - 15), 7) ^ turn(w(at - 15), 18) ^ (w(at - 15) >>> 3);
    const s1 = turn(w(at - 2), 17) ^ turn(w(at - 2), 19) ^ (w(at - 2) >>> 10);
    words[at] = (w(at - 16) + s0 + w(at - 7) + s1) | 0;
  }
  const initial = (at: number) => start[at] ?? 0;
  let a = initial(0);
  let b = initial(1);
  let c = initial(2);
  let d = initial(3);
  let e = initial(4);
  let f = initial(5);
  let g = initial(6);
  let h = initial(7);
  for (let at = 0; at < 64; at++) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + sum1 + ((e & f) ^ (~e & g)) + (constants[at] ?? 0) + w(at)) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return (a + initial(0)) >>> 0;
}

/**
 * A proof has so many parts, each with three bits less: as much work as one part with all bits, but hardly ever three times as much, where
 * one part in twenty takes that long.
 */
export const PARTS = 8;
const PART_BITS = 3;

const holds = (seed: string, part: number, answer: string, bits: number): boolean =>
  bits <= PART_BITS || hashHead(`${seed}${part}:${answer}`) < 2 ** (32 + PART_BITS - bits);

/** Whether each part's answer (`answer-answer-…`) hashes, behind seed and part, to at least `bits - 3` leading zeros (at most 32). */
export function proves(seed: string, proof: string, bits: number): boolean {
  const answers = proof.split('-');
  return (
    answers.length === PARTS &&
    answers.every((answer, part) => /^\d{1,15}$/.test(answer) && holds(seed, part, answer, bits))
  );
}

/** Looks for a part's answer from `from` on, for `tries` hashes; -1: none among them. */
export function searchPart(seed: string, part: number, bits: number, from: number, tries: number): number {
  for (let answer = from; answer < from + tries; answer++) if (holds(seed, part, `${answer}`, bits)) return answer;
  return -1;
}
