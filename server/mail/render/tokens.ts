import { joinParts, type Part } from './compiled-template.ts';

/**
 * MJML sees nothing that a person wrote: each text, URL and slot goes in as a token of two noncharacters around a number, and its
 * parts come back in when MJML's output is split. So neither quotes, `$&`, `{{`, nor `alt="false"` (which MJML reads as a boolean)
 * can reach it; and as the output is split once, tokens within what a person wrote mean nothing.
 */
export type Tokens = {
  /** Keeps the parts (already escaped for HTML) and returns the token that stands for them. */
  keep: (...parts: Part[]) => string;
  /** Cuts MJML's output at its tokens. Throws when a kept token did not come through. */
  split: (html: string) => Part[];
};

const pattern = /\uFDD0(\d+)\uFDD1/;

export function createTokens(): Tokens {
  const kept: Part[][] = [];
  return {
    keep(...parts) {
      kept.push(parts);
      return `\uFDD0${kept.length - 1}\uFDD1`;
    },
    split(html) {
      const seen = new Set<number>();
      const parts = html.split(pattern).flatMap((piece, position): Part[] => {
        if (position % 2 === 0) return [piece];
        seen.add(Number(piece));
        return kept[Number(piece)] ?? [];
      });
      if (seen.size !== kept.length) throw new Error(`MJML lost ${kept.length - seen.size} of ${kept.length} tokens`);
      return joinParts(parts);
    },
  };
}
