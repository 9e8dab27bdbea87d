/** HTML with everything in it escaped but what another call of `html` made. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeText = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

type Part = string | number | Html | null | readonly Html[];

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map((one) => one.text).join('') : escapeText(String(part));
}

/** A template of HTML whose values are escaped; `null` writes nothing. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    literals.map((literal, at) => literal + (at < parts.length ? written(parts[at] ?? null) : '')).join(''),
  );
}

/** The colours of app/tokens.css for pages that fetch nothing. */
export const pageTokens = `
:root{color-scheme:light dark;--ground:light-dark(#f7f8fa,#14161a);--panel:light-dark(#fff,#1b1e23);--line:light-dark(#e3e5ea,#31353c);
--ink:light-dark(#1b1f27,#eceef1);--ink-2:light-dark(#525a68,#aeb4be);--accent:light-dark(#2f4dc0,#93aefc);--accent-ink:light-dark(#fff,#14161a);
--accent-strong:light-dark(#2340a8,#a9befd);--bad:light-dark(#b3261e,#ff9d94)}
*{box-sizing:border-box}`;

/**
 * The look of plain pages that recipients open from a mail: the tokens of app/tokens.css, without fonts to fetch. They
 * must open at once on any device, with scripts off, and tell the opener's browser nothing.
 */
const sheet = `${pageTokens}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
display:grid;place-items:start center;padding:clamp(16px,8vh,96px) 16px 32px}
main{width:100%;max-width:520px;background:var(--panel);border:1px solid var(--line);border-radius:8px;overflow:hidden}
header,section{padding:24px}
section{border-top:1px solid var(--line)}
.who{margin:0 0 16px;color:var(--ink-2);font-size:14px;overflow-wrap:anywhere}
h1{margin:0 0 8px;font-size:22px;line-height:1.3;font-weight:600;letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
h2{margin:0 0 4px;font-size:16px;line-height:1.4;font-weight:600}
p{margin:0;color:var(--ink-2);overflow-wrap:anywhere}
form{margin:20px 0 0}
section form{margin-top:16px}
button,.back{display:inline-block;width:100%;min-height:44px;padding:10px 18px;border-radius:6px;border:1px solid var(--line);background:var(--panel);
color:var(--ink);font:inherit;font-weight:550;cursor:pointer;text-align:center;text-decoration:none}
button.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
button:hover,.back:hover{border-color:var(--ink-2)}
button.main:hover{background:var(--accent-strong);border-color:var(--accent-strong)}
button:focus-visible,.back:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.back{margin-top:20px}
main.wide{max-width:680px}
label{display:block;margin-bottom:6px;font-weight:550}
input:not([type=hidden]){width:100%;min-height:44px;padding:8px 12px;border-radius:6px;border:1px solid var(--ink-2);background:var(--panel);color:var(--ink);font:inherit}
input:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
input[aria-invalid]{border-color:var(--bad)}
.help,.wrong{margin:6px 0 16px;font-size:14px}
.wrong{color:var(--bad);margin-bottom:0}
.trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
iframe{display:block;width:100%;height:60vh;min-height:320px;margin-top:16px;border:1px solid var(--line);border-radius:6px;background:#fff;color-scheme:light}
@media(min-width:480px){button,.back{width:auto}}
`;

/** A whole page. `nonce` is the one in the answer's policy; `sheet` replaces the plain look. `framed`: the landmarks are those of the page around it. */
export function htmlPage(page: {
  language: string;
  title: string;
  nonce: string;
  body: Html;
  wide?: boolean;
  sheet?: string;
  framed?: boolean;
}): string {
  const { text } = html`<!doctype html>
<html lang="${page.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow">
<title>${page.title}</title><style nonce="${page.nonce}">${new Html(page.sheet ?? sheet)}</style></head>
<body>${page.framed ? page.body : html`<main${page.wide ? html` class="wide"` : null}>${page.body}</main>`}</body>
</html>
`;
  return text;
}
