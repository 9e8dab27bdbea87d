import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { languages } from './languages.ts';
import { loadMessages, namespaces } from './namespaces.ts';

/** The arguments and tags of a message, each with its kind: what both languages must agree on. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}:${TYPE[element.type]}`,
          ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
        ];
      case TYPE.tag:
        return [`<${element.value}>`, ...argumentsOf(element.children)];
      default:
        return [`${element.value}:${TYPE[element.type]}`];
    }
  });
}

function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key));
}

async function shapes(language: (typeof languages)[number]): Promise<Map<string, string>> {
  return new Map(
    flatten(await loadMessages(language)).map(([key, message]) => [
      key,
      [...new Set(argumentsOf(parse(message)))].sort().join(' '),
    ]),
  );
}

describe('the messages', () => {
  it('have the same keys and the same arguments in both languages', async () => {
    const [italian, english] = [await shapes('it'), await shapes('en')];
    expect(Object.fromEntries(english)).toEqual(Object.fromEntries(italian));
    expect(italian.size).toBeGreaterThan(50);
  });

  it.each(languages)('%s: every file is a namespace, and every namespace has its file', (language) => {
    const files = readdirSync(join(import.meta.dirname, 'messages', language)).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(namespaces).sort());
  });

  it.each(languages)('%s: nothing is empty, and apostrophes are typographic', async (language) => {
    const wrong = flatten(await loadMessages(language)).filter(
      ([, message]) => message.trim() === '' || message.includes("'"),
    );
    expect(wrong).toEqual([]);
  });
});
