/**
 * Which of the tabs an address stands on: the one whose path is the longest prefix of it and whose query it holds.
 * A tab without a query gives way to one whose query matches.
 */
export function currentTab(hrefs: string[], pathname: string, search: URLSearchParams): string | undefined {
  let best: { href: string; weight: number } | undefined;
  for (const href of hrefs) {
    const [path = '', query = ''] = (href.startsWith('?') ? pathname + href : href).split('?');
    if (pathname !== path && !pathname.startsWith(`${path}/`)) continue;
    const wanted = [...new URLSearchParams(query)];
    if (!wanted.every(([name, value]) => search.get(name) === value)) continue;
    const weight = path.length * 10 + wanted.length;
    if (!best || weight > best.weight) best = { href, weight };
  }
  return best?.href;
}
