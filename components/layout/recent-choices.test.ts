import { describe, expect, it } from 'vitest';
import { type RecentChoice, withChoice } from './recent-choices.ts';

const choice = (href: string): RecentChoice => ({ label: href, href });
const hrefs = (recent: RecentChoice[]) => recent.map(({ href }) => href);

describe('the recent choices', () => {
  it('put the newest first, each once', () => {
    expect(hrefs(withChoice([choice('/a'), choice('/b')], choice('/b')))).toEqual(['/b', '/a']);
  });
  it('are at most six', () => {
    const six = ['/1', '/2', '/3', '/4', '/5', '/6'].map(choice);
    expect(hrefs(withChoice(six, choice('/7')))).toEqual(['/7', '/1', '/2', '/3', '/4', '/5']);
  });
  it('leave out what leads nowhere', () => {
    expect(withChoice([choice('/a')], { label: 'x' })).toEqual([choice('/a')]);
  });
});
