import { PARTS, searchPart } from '#shared/forms/proof.ts';

/** The proof that a widget finds for a challenge's nonce. */
export const solve = (seed: string, bits: number): string =>
  Array.from({ length: PARTS }, (_, part) => searchPart(seed, part, bits, 0, 1_000_000)).join('-');
