const unescaped: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

/** The addresses of an HTML message's links, in order, each once. For tests that click as a recipient would. */
export function linksIn(html: string): string[] {
  const found = html.matchAll(/<a\b[^>]*?\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  const links = [...found].map((match) =>
    (match[1] ?? match[2] ?? '').replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => unescaped[entity] ?? entity),
  );
  return [...new Set(links)].filter((link) => link !== '');
}

/** The same message with its links opening in windows of their own: a frame could not follow them to another site. */
export function openLinksOutside(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
