import type { Campaign } from '#server/db/generated/client.ts';
import type { CompiledTemplate, Part } from '#server/mail/render/compiled-template.ts';
import { type MergeValues, slotText } from '#server/mail/render/merge-values.ts';
import { formatTemplate } from '#shared/document/template.ts';
import { type PageLanguage, recipientWord } from './recipient-words.ts';

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
  const subject = say('forwardSubject', { subject: fill(template.subject) });
  const signUp = signUpUrl ? { label: say('forwardSignUp'), url: signUpUrl } : null;
  const text = [
    lead,
    '',
    fill(template.text).trimEnd(),
    '',
    '-'.repeat(60),
    say('forwardAbuse'),
    ...(signUpUrl ? [`${say('forwardSignUp')} <${signUpUrl}>`] : []),
    '',
  ].join('\n');
  return { subject, html: framed(fill(template.html), lead, say('forwardAbuse'), signUp), text };
}

/** The document with a foot for friends in place of its own, which says that one has subscribed; its two links lead to the friend's page. */
export function friendDocument(document: Campaign['document'], language: PageLanguage): Campaign['document'] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const { footer } = document;
  const own = typeof footer === 'object' && footer !== null && !Array.isArray(footer) ? footer : {};
  const line = (key: 'forwardWhy' | 'forwardStop' | 'forwardWhyLabel') =>
    formatTemplate([recipientWord(language, key)]);
  const foot = {
    ...own,
    reason: line('forwardWhy'),
    unsubscribeLabel: line('forwardStop'),
    withoutTrackingLabel: line('forwardWhyLabel'),
  };
  return { ...document, footer: foot };
}

/** Where a first name has no fallback of its own, a greeting would stand before nothing. */
function neutralGreeting(template: CompiledTemplate): boolean {
  return template.variables.some(({ name, fallback }) => name === 'contact.firstName' && fallback.trim() === '');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

/** Puts the lead above and the rest below, inside the body that MJML made; nothing that a person wrote can hold those tags. */
function framed(html: string, lead: string, abuse: string, signUp: { label: string; url: string } | null): string {
  const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
  // With a ground of its own: what surrounds it may be turned dark by the message's own styles, or by the reader's client.
  const box = `max-width:552px;margin:0 auto;padding:12px 24px;background:#eef0f4;color:#3d4452;${font}`;
  const head = `<div style="${box};font-size:14px;line-height:20px">${escaped(lead)}</div>`;
  const link = signUp
    ? ` <a href="${escaped(signUp.url)}" style="color:#3d4452;text-decoration:underline">${escaped(signUp.label)}</a>`
    : '';
  const foot = `<div style="${box};font-size:12px;line-height:18px">${escaped(abuse)}${link}</div>`;
  const opened = html.replace(/<body[^>]*>/i, (tag) => tag + head);
  const at = opened.toLowerCase().lastIndexOf('</body>');
  return at < 0 ? `${head}${opened}${foot}` : `${opened.slice(0, at)}${foot}${opened.slice(at)}`;
}
