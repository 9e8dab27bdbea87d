import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** With zxcvbn's own 100 substitutions and no limit a hostile password costs 1.6 s; so it costs 0.15, and no verdict changes. */
const JUDGED_LENGTH = 64;
const SUBSTITUTIONS = 20;
/** What a new password must reach, of 4: about 10⁸ guesses, out of reach of whoever must ask our server for each. */
export const enoughStrength = 3;

export type Strength = {
  /** 0 to 4, as zxcvbn counts. */
  score: number;
  /** What is weak about it, and what would help: ids of zxcvbn's, worded in `account.strength`. */
  warning: string | null;
  suggestions: string[];
};

let loading: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries are 1.2 MB gzipped: they come when the first password is judged, never with a page. */
async function estimator(): Promise<ZxcvbnFactory> {
  const [core, common, en, it] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-it'),
  ]);
  const italian = Object.entries(it.dictionary).map(([name, words]) => [`${name}-it`, words] as const);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...en.dictionary, ...Object.fromEntries(italian) },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: SUBSTITUTIONS,
  });
}

/** The words of names and addresses that somebody who knows the person would try first. */
export function knownWords(about: readonly string[]): string[] {
  const whole = about.map((text) => text.trim().toLowerCase()).filter((text) => text !== '');
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
  return [...new Set([...whole, ...parts])];
}

/**
 * How well a password withstands guessing, as zxcvbn judges it. The same for server and browser, so that the meter says what the
 * server will. `about`: names, username, address, company, the provider's name.
 */
export async function passwordStrength(password: string, about: readonly string[]): Promise<Strength> {
  loading ??= estimator();
  let judge: ZxcvbnFactory;
  try {
    judge = await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  const { score, feedback } = judge.check(password.slice(0, JUDGED_LENGTH), knownWords(about));
  return { score, warning: feedback.warning, suggestions: feedback.suggestions };
}
