import type { CompiledTemplate, Part } from '#server/mail/render/compiled-template.ts';
import { type MergeValues, slotText } from '#server/mail/render/merge-values.ts';
import { recipientWord } from './recipient-words.ts';

export type ForwardCopy = { subject: string; html: string; text: string };
/** `sender`: whom the friend knows, null where the name can't be shown. `friendUrl`: why it came, and how to have no more. */
export type CopyOptions = {
  workspaceName: string;
  sender: string | null;
  friendUrl: string;
  viewUrl: string;
  signUpUrl: string | null;
  supportAddress: string;
};

/**
 * The message as a friend gets it: nothing of the recipient's. Variables show their fallbacks, links lead where they lead, there
 * is no pixel; what would have been the recipient's own pages (unsubscribe, tracking, forward) is the friend's page, which
 * says that they are not subscribed. Pure.
 */
export function forwardCopy(template: CompiledTemplate, options: CopyOptions): ForwardCopy {
  const { language } = template;
  const { friendUrl, viewUrl, workspaceName, supportAddress, signUpUrl } = options;
  const say = (key: Parameters<typeof recipientWord>[1], more: Record<string, string> = {}) =>
    recipientWord(language, key, { workspace: workspaceName, support: supportAddress, ...more });
  const urls = template.links.map((link) => link.url);
  const nobody: MergeValues = {
    values: {
      'workspace.name': workspaceName,
      ...(neutralGreeting(template) ? { 'contact.firstName': say('forwardNeutralName') } : {}),
    },
    wrapLinks: false,
    linkUrl: (index) => urls[index] ?? friendUrl,
    unsubscribeUrl: friendUrl,
    preferencesUrl: friendUrl,
    consentUrl: friendUrl,
    viewUrl,
    forwardUrl: friendUrl,
    pixelUrl: null,
  };
  const fill = (parts: readonly Part[]) =>
    parts.map((part) => (typeof part === 'string' ? part : slotText(part, urls, nobody))).join('');

  const lead = options.sender ? say('forwardLead', { sender: options.sender }) : say('forwardLeadNobody');
  const why = [say('forwardWhy'), say('forwardAbuse')];
  const subject = say('forwardSubject', { subject: fill(template.subject) });
  const links: [string, string][] = [
    ...(signUpUrl ? [[say('forwardSignUp'), signUpUrl] as [string, string]] : []),
    [say('forwardStop'), friendUrl],
  ];
  const text = [
    lead,
    '',
    fill(template.text).trimEnd(),
    '',
    '-'.repeat(60),
    ...why,
    ...links.map(([label, url]) => `${label} <${url}>`),
    '',
  ].join('\n');
  return { subject, html: framed(fill(template.html), lead, why, links), text };
}

/** Where a first name has no fallback of its own, a greeting would stand before nothing. */
function neutralGreeting(template: CompiledTemplate): boolean {
  return template.variables.some(({ name, fallback }) => name === 'contact.firstName' && fallback.trim() === '');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

/** Puts the lead above and the reasons below, inside the body that MJML made; nothing that a person wrote can hold those tags. */
function framed(
  html: string,
  lead: string,
  why: readonly string[],
  links: readonly (readonly [string, string])[],
): string {
  const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
  const box = `max-width:600px;margin:0 auto;padding:16px 24px;color:#525a68;${font}`;
  const head = `<div style="${box};font-size:14px;line-height:20px">${escaped(lead)}</div>`;
  const paragraphs = why.map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`).join('');
  const anchors = links
    .map(
      ([label, url]) =>
        `<a href="${escaped(url)}" style="color:#525a68;text-decoration:underline">${escaped(label)}</a>`,
    )
    .join(' &nbsp;·&nbsp; ');
  const foot = `<div style="${box};font-size:12px;line-height:18px">${paragraphs}<p style="margin:0">${anchors}</p></div>`;
  const opened = html.replace(/<body[^>]*>/i, (tag) => tag + head);
  const at = opened.toLowerCase().lastIndexOf('</body>');
  return at < 0 ? `${head}${opened}${foot}` : `${opened.slice(0, at)}${foot}${opened.slice(at)}`;
}
