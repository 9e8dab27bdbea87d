import { describe, expect, it } from 'vitest';
import { readMessageId } from './message-id.ts';

const short = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
const campaignId = '019a9e2f-0000-7000-8000-0000000000ff';
const contactId = '019a9e2f-1111-7111-8111-111111111111';
const id = `${short(campaignId)}.${short(contactId)}@cliente.example`;

describe('a Message-ID of ours', () => {
  it.each([id, `<${id}>`, `  <${id}> `])('names campaign and contact: %s', (text) => {
    expect(readMessageId(text)).toEqual({ campaignId, contactId });
  });
  it.each(['', '<x@y>', `${short(campaignId)}@cliente.example`, `<a.b@c>`, id.slice(1)])('is not %j', (text) => {
    expect(readMessageId(text)).toBeNull();
  });
});
