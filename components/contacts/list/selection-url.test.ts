import { describe, expect, it } from 'vitest';
import { type ContactSelection, contactSelection } from '#server/modules/contacts/schemas.ts';
import { readSelection, withSelection, writeSelection } from './selection-url.ts';

const id = '0198f3a2-0000-7000-8000-000000000001';
const read = (query: string) => readSelection(new URLSearchParams(query));

describe('the address of a list', () => {
  it('holds a whole selection and gives it back', () => {
    const selection: ContactSelection = {
      q: 'anna & co',
      status: 'active',
      groups: { match: 'all', ids: [id] },
      topicId: id,
      subscription: 'pending',
      source: 'import',
      attributes: [
        { key: 'citta', op: 'is', values: ['Reggio|Emilia', 'a.b', '|'] },
        { key: 'eta', op: 'empty', values: [] },
      ],
      addedFrom: '2026-01-31',
      addedTo: '2026-02-28',
      languages: ['it', 'none'],
      tracking: 'default',
      activity: { what: 'not-opened', days: 90 },
    };
    expect(read(writeSelection(selection))).toEqual(selection);
  });

  it('passes over what makes no sense', () => {
    const bad = `status=x&groups=any:1,2&group=7&topic=..&sub=x&source=y&attr=&attr=k.what.v&from=ieri&lang=italian&tracking=all&did=opened.8&did=read.30&q=${'x'.repeat(300)}`;
    expect(read(bad)).toEqual({});
  });

  it('reads nothing that the server would refuse', () => {
    const many = (count: number, text: string) => Array.from({ length: count }, () => text);
    for (const query of [
      `groups=any:${many(60, id).join(',')}`,
      'topic=0198f3a2-0000-f000-8000-000000000001',
      `attr=${'k'.repeat(61)}.is.x`,
      `attr=k.is.${many(60, 'v').join('|')}`,
      `attr=k.is.${'v'.repeat(501)}`,
      many(11, 'attr=k.is.v').join('&'),
      `lang=${many(31, 'it').join(',')}`,
      `q=${'x'.repeat(201)}`,
      'from=2026-02-29&to=2026-13-01',
      'from=2024-02-29&to=0000-01-01&q=%20a%20',
      `status=&topic=${id}&group=${id}&did=clicked.365&sub=never`,
    ]) {
      const found = read(query);
      expect(contactSelection.safeParse(found), query).toEqual({ success: true, data: found });
    }
    expect(read('from=2024-02-29&to=2026-02-29&q=%20a%20')).toEqual({ addedFrom: '2024-02-29', q: 'a' });
  });

  it('takes the group of a link from another page', () => {
    expect(read(`group=${id}`)).toEqual({ groups: { match: 'any', ids: [id] } });
    expect(read('groups=without')).toEqual({ groups: { match: 'without', ids: [] } });
  });

  it('changes its selection without losing what is not of it', () => {
    const params = new URLSearchParams('q=a&sort=address&cursor=x&filter=y');
    expect(withSelection(params, 'status=active')).toBe('status=active&sort=address');
  });
});
