/** A system mail before it is drawn. */
export type MailContent = {
  subject: string;
  greeting: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Further links, each with what it is for. */
  links?: { label: string; url: string }[];
  /** Said after the action: until when, and what to do otherwise. */
  notes: string[];
  /** Whom an answer goes to, where not to the provider's support. */
  replyTo?: string;
  /** Who writes, at the foot. */
  footer: string[];
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (char) => escapes[char] ?? char);

/** The plain part: paragraphs, the link on a line of its own, the footer under the signature's dashes (RFC 3676 §4.3). */
export function plainMail(content: MailContent): string {
  const { greeting, paragraphs, action, links = [], notes, footer } = content;
  const addresses = [...(action ? [action] : []), ...links].map(({ label, url }) => `${label}:\n${url}`);
  const body = [greeting, ...paragraphs, ...addresses, ...notes];
  return `${body.join('\n\n')}\n\n-- \n${footer.join('\n')}\n`;
}

const paragraph = (text: string, style: string) => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;

/** The HTML part: one column, no images, nothing fetched; readable with styles removed. */
export function htmlMail(content: MailContent, language: string): string {
  const { subject, greeting, paragraphs, action, links = [], notes, footer } = content;
  const ink = 'color:#1b2230;font-size:16px;line-height:24px';
  const soft = 'color:#566072;font-size:14px;line-height:20px';
  const button = action
    ? `<p style="margin:0 0 24px"><a href="${escapeHtml(action.url)}" style="display:inline-block;background:#2f4bb5;color:#ffffff;text-decoration:none;font-weight:600;font-size:16px;line-height:24px;padding:10px 20px;border-radius:6px">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 24px;${soft};word-break:break-all"><a href="${escapeHtml(action.url)}" style="color:#2f4bb5">${escapeHtml(action.url)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f5f6f8;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 16px">
<div style="background:#ffffff;border:1px solid #e3e6eb;border-radius:8px;padding:32px 28px 12px">
${paragraph(greeting, ink)}
${paragraphs.map((text) => paragraph(text, ink)).join('\n')}
${button}
${links.map(({ label, url }) => `<p style="margin:0 0 16px;${soft}"><a href="${escapeHtml(url)}" style="color:#2f4bb5">${escapeHtml(label)}</a></p>`).join('\n')}
${notes.map((text) => paragraph(text, soft)).join('\n')}
</div>
<div style="padding:16px 28px">${footer.map((line) => `<p style="margin:0;color:#566072;font-size:12px;line-height:18px">${escapeHtml(line)}</p>`).join('')}</div>
</div>
</body>
</html>
`;
}
