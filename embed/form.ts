import { adoptSheet, formElements } from '#shared/forms/form-elements.ts';
import { CONSENT_FIELD, type FormView, formSheet, formTree } from '#shared/forms/form-view.ts';
import { PARTS, searchPart } from '#shared/forms/proof.ts';

/**
 * The widget: a form in a shadow DOM on somebody else's page. It relies on as little of that page as it can: no fetch, no JSON, no
 * array methods (pages replace them), no inline style, no innerHTML.
 */
type Config = {
  view: FormView;
  /** Text colour on the accent. */
  on: string;
  /** On a page of ours: its title is the page's, and in a frame its height is told to the page around. */
  frame: boolean;
  /** A sentence in the form's place, where nothing is taken at present. */
  closed: string;
};

/** It searches so long at a time, in steps of so many hashes: typing stays smooth. */
const SLICE_MS = 12;
const TRIES = 500;
/** A challenge answered sooner than this is taken for a machine's. */
const SOONEST = 1200;

function call(method: string, url: string, body: string, done: (status: number, text: string) => void): void {
  try {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = 20_000;
    if (body) request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onload = () => done(request.status, request.responseText);
    request.onerror = request.ontimeout = () => done(0, '');
    request.send(body || null);
  } catch {
    done(0, '');
  }
}

function mount(root: ShadowRoot, { view, on, frame, closed }: Config): void {
  adoptSheet(root, formSheet(view.look, on), view.look.font === 'page');
  if (closed) {
    root.appendChild(formElements({ tag: 'div', at: { class: 'f', lang: view.language }, in: [closed] }));
    return;
  }
  const form = formElements(formTree(view, frame ? 'h1' : 'h2')) as HTMLFormElement;
  root.appendChild(form);
  form.noValidate = true;
  const status = form.querySelector('.s') as HTMLElement;
  const button = form.querySelector('button') as HTMLElement;
  const controls = form.querySelectorAll<HTMLInputElement>('input,select');
  let token = '';
  let proof = '';
  let asked = false;
  let since = 0;
  let sending = false;
  let again = true;
  let waiting: (() => void) | undefined;

  function say(text: string, bad: boolean, link?: boolean): void {
    status.className = bad ? 's x' : 's';
    status.textContent = text;
    if (link) {
      const at = { href: view.action, target: '_blank', rel: 'noopener' };
      status.appendChild(formElements({ tag: 'a', at, in: [view.words.open] }));
    }
  }

  function stop(text: string, link?: boolean): void {
    sending = false;
    waiting = undefined;
    button.removeAttribute('aria-disabled');
    button.textContent = view.button;
    say(text, true, link);
    if (text) status.focus();
  }

  /** Asks for a challenge at the first touch and solves it while the person types. */
  function prove(): void {
    if (asked) return;
    asked = true;
    call('GET', `${view.action}/challenge`, '', (code, text) => {
      if (code !== 200) {
        asked = false;
        // biome-ignore lint/suspicious/noConsole: whoever looks after the site finds there why it may not carry the form.
        if (code === 403) console.error(`Postino: ${text}`);
        if (code === 403 || waiting) stop(code === 0 || !text ? view.words.failed : text, code === 0);
        return;
      }
      token = text;
      since = Date.now();
      const parts = text.split('.');
      const seed = parts[2] ?? '';
      const bits = Number(parts[0]);
      let done = '';
      let part = 0;
      let from = 0;
      const step = () => {
        if (token !== text) return;
        const until = Date.now() + SLICE_MS;
        while (part < PARTS && Date.now() < until) {
          const answer = searchPart(seed, part, bits, from, TRIES);
          from += TRIES;
          if (answer < 0) continue;
          done += part++ ? `-${answer}` : answer;
          from = 0;
        }
        if (part < PARTS) setTimeout(step);
        else {
          proof = done;
          setTimeout(() => waiting?.(), Math.max(0, SOONEST - (Date.now() - since)));
        }
      };
      step();
    });
  }

  function send(): void {
    waiting = undefined;
    let body = `via=script&token=${encodeURIComponent(token)}&proof=${proof}&page=${encodeURIComponent(location.href)}`;
    for (let at = 0; at < controls.length; at++) {
      const one = controls[at];
      if (!one?.name || (one.type === 'checkbox' && !one.checked)) continue;
      body += `&${encodeURIComponent(one.name)}=${encodeURIComponent(one.value)}`;
    }
    call('POST', view.action, body, (code, text) => {
      // The challenge was used or has expired: another one, once.
      if (code === 409 && again) {
        again = asked = false;
        proof = '';
        waiting = send;
        prove();
      } else if (code === 200) {
        form.textContent = '';
        form.appendChild(status);
        say(view.thanks, false);
        status.focus();
      } else {
        token = '';
        asked = false;
        again = true;
        proof = '';
        stop('');
        refuse(text || `\t${view.words.failed}`, code === 0);
      }
    });
  }

  /** Lines of `name TAB sentence`; without a name it is about the whole. */
  function refuse(text: string, link?: boolean): void {
    let first: HTMLElement | undefined;
    const lines = text.split('\n');
    for (let index = 0; index < lines.length; index++) {
      const [name = '', message = ''] = (lines[index] ?? '').split('\t');
      let found = false;
      for (let at = 0; at < controls.length; at++) {
        const one = controls[at];
        if (!one || !name || one.name !== name) continue;
        found = true;
        one.setAttribute('aria-invalid', 'true');
        mark(one, message);
        first = first ?? one;
      }
      if (!found && message) say(message, true, link);
    }
    (first ?? status).focus();
  }

  const mark = (one: HTMLElement, message: string) => {
    const place = root.getElementById(one.getAttribute('aria-describedby') ?? '');
    if (place) place.textContent = message;
  };

  /** What the browser itself finds: the rest is the server's to judge. */
  function lacks(): string {
    let lines = '';
    for (let at = 0; at < controls.length; at++) {
      const one = controls[at];
      if (!one) continue;
      if (one.hasAttribute('aria-invalid')) {
        one.removeAttribute('aria-invalid');
        mark(one, '');
      }
      const { valueMissing, typeMismatch } = one.validity;
      const word = one.name === CONSENT_FIELD ? view.words.consent : view.words.required;
      if (valueMissing || typeMismatch) lines += `${one.name}\t${valueMissing ? word : view.words.address}\n`;
    }
    return lines;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    say('', false);
    const lines = lacks();
    if (lines) return refuse(lines);
    sending = true;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = view.words.sending;
    waiting = send;
    prove();
    if (proof) setTimeout(() => waiting?.(), Math.max(0, SOONEST - (Date.now() - since)));
  });
  // Shortcuts of the page must not eat what is typed here.
  for (const name of ['keydown', 'keypress', 'keyup', 'paste']) {
    root.addEventListener(name, (event) => event.stopPropagation());
  }
  root.addEventListener('focusin', prove);
}

/** The tag that runs this script: `currentScript` may be hidden behind an element of that name. */
function ownTag(address: string): HTMLElement | null {
  const own: unknown = document.currentScript;
  if (own instanceof HTMLScriptElement) return own;
  const tags = document.getElementsByTagName('script');
  for (let at = 0; at < tags.length; at++) if (tags[at]?.src.split('?')[0] === address) return tags[at] ?? null;
  return null;
}

/** Puts the form where its script tag stands, or into the element that `data-target` names. */
export function start(config: Config): void {
  const tag = ownTag(config.view.action.replace('/f/', '/embed/').concat('.js'));
  const name = tag?.getAttribute('data-target') ?? '';
  const host = document.createElement('postino-form');
  mount(host.attachShadow({ mode: 'open' }), config);
  let attempts = 9;

  function place(): boolean {
    const target = name ? document.getElementById(name) : null;
    if (name && !target) return false;
    const parent = target ?? tag?.parentNode ?? document.body;
    if (!parent || (parent === document.head && !document.body)) return false;
    if (target) {
      target.textContent = '';
      target.appendChild(host);
    } else if (tag?.parentNode && parent !== document.head) parent.insertBefore(host, tag);
    else document.body.appendChild(host);
    const { parentNode } = host;
    // Pages that clean up what they did not write get it back, a few times; one that dropped the whole place does not.
    if (parentNode) {
      const watch = new MutationObserver(() => {
        if (host.isConnected || !parentNode.isConnected || attempts-- < 1) return;
        watch.disconnect();
        place();
      });
      watch.observe(parentNode, { childList: true });
    }
    return true;
  }
  if (!place()) document.addEventListener('DOMContentLoaded', place);
  if (config.frame && parent !== window) {
    const tell = () =>
      parent.postMessage({ postino: config.view.publicId, height: document.documentElement.offsetHeight }, '*');
    new ResizeObserver(tell).observe(host);
  }
}
