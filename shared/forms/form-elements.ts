import type { ViewNode } from './form-view.ts';

/** A tree as elements. Without innerHTML, which a page's Trusted Types would refuse. */
export function formElements(node: ViewNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = document.createElement(node.tag);
  for (const name of Object.keys(node.at)) element.setAttribute(name, node.at[name] ?? '');
  for (const child of node.in) element.appendChild(formElements(child));
  return element;
}

/** Beats whatever the page's sheet says of every element: in the important, a shadow's own rules win over the page's. */
const hostSheet = (inherits: boolean) =>
  `:host{all:initial!important;display:block!important;direction:ltr!important${inherits ? ';font-family:inherit!important' : ''}}`;

/** A shadow's sheet. Constructed, so that a policy without inline styles lets it stand; an element where that is unknown. */
export function adoptSheet(root: ShadowRoot, css: string, inheritsFont: boolean): void {
  const text = hostSheet(inheritsFont) + css;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement('style');
    element.textContent = text;
    root.appendChild(element);
  }
}
