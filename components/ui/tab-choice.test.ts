import { expect, it } from 'vitest';
import { currentTab } from './tab-choice.ts';

const paths = ['/c/1', '/c/1/links', '/c/1/recipients'];
const queries = ['/c/1', '/c/1?tab=links', '/c/1?tab=log'];

it.each([
  ['the path itself', paths, '/c/1', '', '/c/1'],
  ['the longest path', paths, '/c/1/links', '', '/c/1/links'],
  ['a page below a tab', paths, '/c/1/links/9', '', '/c/1/links'],
  ['no tab for a path that only begins alike', paths, '/c/10', '', undefined],
  ['the one without a query', queries, '/c/1', '', '/c/1'],
  ['the one whose query it holds', queries, '/c/1', 'tab=log&page=2', '/c/1?tab=log'],
  ['a bare query', ['?tab=a', '?tab=b'], '/x', 'tab=b', '?tab=b'],
])('picks %s', (_name, hrefs, pathname, search, expected) => {
  expect(currentTab(hrefs, pathname, new URLSearchParams(search))).toBe(expected);
});
