import { expect, it } from 'vitest';
import { groupOptions } from './group-options.ts';

it('draws groups as a tree by name, orphans at the top', () => {
  const groups = [
    { id: '1', parentId: null, name: 'Soci' },
    { id: '2', parentId: '1', name: 'Sostenitori' },
    { id: '3', parentId: '1', name: 'Ordinari' },
    { id: '4', parentId: '2', name: 'Torino' },
    { id: '5', parentId: 'gone', name: 'Amici' },
  ];
  expect(groupOptions(groups).map(({ label, depth }) => `${depth} ${label}`)).toEqual([
    '0 Amici',
    '0 Soci',
    '1 Ordinari',
    '1 Sostenitori',
    '2 Torino',
  ]);
});
