/** A campaign's and a contact's id, as the left side of our Message-IDs carries them. */
const LEFT = /^<?\s*([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})@/;

function uuidOf(short: string): string {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whose message it was; null for a Message-ID that is none of ours. Brackets and spaces around it do no harm. */
export function readMessageId(text: string): { campaignId: string; contactId: string } | null {
  const found = LEFT.exec(text.trim());
  if (!found) return null;
  const [, campaign = '', contact = ''] = found;
  return { campaignId: uuidOf(campaign), contactId: uuidOf(contact) };
}
