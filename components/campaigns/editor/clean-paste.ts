/** What goes with all that it holds: no text of it is meant to be read. */
const dropped =
  'script,style,meta,link,title,head,noscript,template,iframe,object,embed,svg,math,form,input,button,select,textarea,video,audio,canvas,o\\:p';
const blocks = new Set(
  'P DIV SECTION ARTICLE HEADER FOOTER MAIN ASIDE BLOCKQUOTE PRE TD TH DT DD FIGCAPTION ADDRESS CENTER'.split(' '),
);

function replaceTag(element: Element, tag: string): Element {
  const next = element.ownerDocument.createElement(tag);
  next.append(...element.childNodes);
  element.replaceWith(next);
  return next;
}

/** Google and Outlook lead every link through themselves, and say where it was meant to go. */
function unwrapped(href: string): string {
  const url = URL.parse(href);
  if (!url) return href;
  const google =
    /(^|\.)google\.[a-z.]+$/.test(url.hostname) &&
    url.pathname === '/url' &&
    (url.searchParams.get('q') ?? url.searchParams.get('url'));
  const outlook = url.hostname.endsWith('.safelinks.protection.outlook.com') && url.searchParams.get('url');
  return google || outlook || href;
}

/** The level (from 1) and kind of a Word paragraph that only looks like a list's item; null for any other. */
function wordItem(paragraph: Element): { level: number; ordered: boolean } | null {
  const style = paragraph.getAttribute('style') ?? '';
  const level = /mso-list:\s*\S+\s+level(\d+)/i.exec(style)?.[1];
  if (level === undefined && !/MsoListParagraph/i.test(paragraph.getAttribute('class') ?? '')) return null;
  const mark = paragraph.querySelector('[style*="mso-list:Ignore" i],[style*="mso-list: Ignore" i]');
  const sign = (mark?.textContent ?? paragraph.textContent ?? '').trim();
  const ordered = /^\(?([0-9]{1,3}|[a-z]|[ivxlc]{1,6})[.)]/i.test(sign);
  if (mark) mark.remove();
  else {
    const first = paragraph.firstChild;
    if (first) first.textContent = (first.textContent ?? '').replace(/^\s*(?:[·•o§–-]|\(?[0-9a-z]{1,3}[.)])\s+/i, '');
  }
  return { level: Number(level ?? 1), ordered };
}

/** Word writes lists as paragraphs with a bullet before them: they become lists. */
function gatherLists(root: Element): void {
  let open: { list: Element; level: number }[] = [];
  for (const paragraph of [...root.querySelectorAll('p')]) {
    const item = wordItem(paragraph);
    const last = open.at(-1);
    const follows = last && paragraph.previousElementSibling === open[0]?.list;
    if (!item || !follows) open = [];
    if (!item) continue;
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > item.level) open.pop();
    const current = open.at(-1);
    const entry = root.ownerDocument.createElement('li');
    if (!current || item.level > current.level) {
      const list = root.ownerDocument.createElement(item.ordered ? 'ol' : 'ul');
      if (current) (current.list.lastElementChild ?? current.list).append(list);
      else paragraph.before(list);
      open.push({ list, level: item.level });
    }
    entry.append(...paragraph.childNodes);
    open.at(-1)?.list.append(entry);
    paragraph.remove();
  }
}

/** Bold, italic and underline that are said by style alone (Google Docs, Outlook) are said by tags. */
function markStyles(root: Element): void {
  for (const span of [...root.querySelectorAll<HTMLElement>('span[style],font[style]')]) {
    const { fontWeight, fontStyle, textDecoration, textDecorationLine } = span.style;
    const tags = [
      Number(fontWeight) >= 600 || fontWeight === 'bold' ? 'strong' : '',
      fontStyle === 'italic' ? 'em' : '',
      `${textDecoration} ${textDecorationLine}`.includes('underline') && !span.closest('a') ? 'u' : '',
    ].filter(Boolean);
    for (const tag of tags) {
      const mark = root.ownerDocument.createElement(tag);
      mark.append(...span.childNodes);
      span.append(mark);
    }
  }
  // Google Docs wraps everything into a bold that is none.
  for (const bold of [...root.querySelectorAll<HTMLElement>('b')])
    if (bold.style.fontWeight === 'normal' || bold.style.fontWeight === '400') bold.replaceWith(...bold.childNodes);
}

function cleanElements(root: Element): void {
  for (const element of [...root.querySelectorAll('*')].reverse()) {
    const { tagName } = element;
    if (/^H[1-6]$/.test(tagName)) {
      const paragraph = replaceTag(element, 'p');
      const bold = root.ownerDocument.createElement('strong');
      bold.append(...paragraph.childNodes);
      paragraph.append(bold);
      continue;
    }
    if (tagName === 'A') {
      const href = unwrapped(element.getAttribute('href') ?? '');
      for (const { name } of [...element.attributes]) element.removeAttribute(name);
      if (/^(https?|mailto|tel):/i.test(href)) element.setAttribute('href', href);
      else element.replaceWith(...element.childNodes);
      continue;
    }
    const variable = tagName === 'SPAN' && element.hasAttribute('data-variable');
    for (const { name } of [...element.attributes]) {
      const kept = variable
        ? name === 'data-variable' || name === 'data-fallback'
        : tagName === 'OL' && name === 'start';
      if (!kept) element.removeAttribute(name);
    }
    if (tagName === 'SPAN' || tagName === 'FONT') {
      if (!variable) element.replaceWith(...element.childNodes);
    } else if (blocks.has(tagName)) {
      const nested = [...element.children].some((child) => /^(P|UL|OL)$/.test(child.tagName));
      if (nested) element.replaceWith(...element.childNodes);
      else replaceTag(element, 'p');
    }
  }
}

/**
 * What was copied elsewhere (Word, Google Docs, Outlook, a web page) as a text holds it: paragraphs, bold, italic, underline, links and
 * lists; headings become bold paragraphs. Everything else goes. `line`: one line without lists. Parsed in a document that loads and runs
 * nothing.
 */
export function cleanPaste(html: string, line: boolean): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(dropped)) element.remove();
  for (const image of body.querySelectorAll('img,picture')) image.remove();
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
  gatherLists(body);
  markStyles(body);
  cleanElements(body);
  for (const paragraph of body.querySelectorAll('p'))
    if (paragraph.textContent?.trim() === '' && paragraph.querySelector('br,[data-variable]') === null)
      paragraph.remove();
  if (!line) return body.innerHTML;
  for (const block of body.querySelectorAll('p,li,tr')) {
    block.prepend(' ');
    block.append(' ');
  }
  for (const element of [...body.querySelectorAll('p,li,ul,ol,br,table,tbody,tr')]) {
    if (element.tagName === 'BR') element.replaceWith(' ');
    else element.replaceWith(...element.childNodes);
  }
  return `<p>${body.innerHTML.replace(/\s+/g, ' ').trim()}</p>`;
}

const dataPicture = /^data:image\/(png|jpeg|gif|webp);base64,/i;

function fileOf(source: string, index: number): File | null {
  const type = dataPicture.exec(source)?.[1];
  if (!type) return null;
  try {
    const bytes = Uint8Array.from(atob(source.slice(source.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
    return new File([bytes], `incolla-${index + 1}.${type.toLowerCase()}`, { type: `image/${type.toLowerCase()}` });
  } catch {
    return null;
  }
}

/**
 * The pictures of what was copied: files (a screenshot, a picture alone), those written into the HTML, and how many stand elsewhere and
 * can't be fetched. Office adds a picture of the very text: beside words, files are left out.
 */
export function pastedPictures(data: Pick<DataTransfer, 'files' | 'getData'>): {
  files: File[];
  remote: number;
  words: boolean;
} {
  const html = data.getData('text/html');
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(dropped)) element.remove();
  const words = (body.textContent ?? '').trim() !== '' || (html === '' && data.getData('text/plain').trim() !== '');
  const copied = [...data.files].filter(({ type }) => type.startsWith('image/'));
  if (!words && copied.length > 0) return { files: copied, remote: 0, words };
  const sources = [...body.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '').filter(Boolean);
  const files = sources.flatMap((source, index) => fileOf(source, index) ?? []);
  return { files, remote: sources.length - files.length, words };
}
