/** The ways in which a site may carry a form, the best first. */
export const codeKinds = ['script', 'iframe', 'html'] as const;
export type CodeKind = (typeof codeKinds)[number];

type Parts = { page: string; script: string; title: string; html: string };

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** What to paste into a page. */
export function codeOf(kind: CodeKind, { page, script, title, html }: Parts): string {
  switch (kind) {
    case 'script':
      return `<script src="${script}" async></script>`;
    case 'iframe':
      return [
        `<iframe src="${page}?frame" title="${attribute(title)}" width="100%" height="640" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" style="border:0;max-width:520px"></iframe>`,
        `<script src="${script}?height" async></script>`,
      ].join('\n');
    case 'html':
      return html;
  }
}

/** What a site's own Content-Security-Policy must allow for it. */
export function policyOf(kind: CodeKind, origin: string): string {
  switch (kind) {
    case 'script':
      return `script-src ${origin}; connect-src ${origin}`;
    case 'iframe':
      return `frame-src ${origin}; script-src ${origin}`;
    case 'html':
      return `form-action ${origin}`;
  }
}
