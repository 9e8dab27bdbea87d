import { describe, expect, it } from 'vitest';
import { languages } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import { queueNames } from './queues.ts';

describe('the queues', () => {
  it.each(languages)(
    '%s: each has a name in words on the console’s page, and no word is left of one that is gone',
    async (language) => {
      const { backoffice } = await loadMessages(language);
      const words = Object.entries(backoffice.jobs.names).flatMap(([module, verbs]) =>
        Object.keys(verbs).map((verb) => `${module}.${verb}`),
      );
      expect(words.sort()).toEqual([...queueNames].sort());
    },
  );
});
