import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '#server/config/env.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { NoTransportError } from '#server/mail/configured-transport.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { type Sink, startSink } from '#tests/mail/smtp-sink.ts';
import { setProviderSetting } from '../workspaces/index.ts';
import { queueSystemMail, retrySystemMail, signedLink } from './index.ts';
import { MailDeferred, sendSystemMail } from './send-system-mail.ts';

useDatabase();

let sink: Sink | undefined;
afterEach(async () => {
  await sink?.close();
  sink = undefined;
});

async function listen(options: Parameters<typeof startSink>[0] = {}) {
  sink = await startSink({ keepBytes: true, ...options });
  overrideEnv({ SMTP_URL: `smtp://127.0.0.1:${sink.port}` });
  return sink;
}

const staff = (): StaffCtx => ({ ...systemCtx(), kind: 'staff', purpose: 'test', until: new Date() });

function queueMail(over: { language?: string; to?: string } = {}) {
  const purchaseId = uuid7();
  const data = {
    planName: 'Newsletter <S>',
    trial: false,
    months: 12,
    trialDays: 30,
    expiresAt: '2026-12-05T12:00:00.000Z',
  };
  const mail = {
    kind: 'activation',
    to: 'anna@lungofiume.example',
    language: 'it',
    data: { ...data, purchaseId },
    ...over,
  } as const;
  return queueSystemMail(systemCtx(), mail).then((id) => ({ id, purchaseId }));
}

const rowOf = (id: string) => systemCtx().db.systemMail.findUniqueOrThrow({ where: { id } });

describe('a system mail', () => {
  it('goes out once, in the person’s language, with the provider’s name and a link that is nowhere stored', async () => {
    const { messages } = await listen();
    await setProviderSetting(systemCtx(), 'provider.name', 'Posta & Co');
    const { id, purchaseId } = await queueMail();
    await sendSystemMail(systemCtx(), id);
    await sendSystemMail(systemCtx(), id);
    expect(messages).toHaveLength(1);
    const mail = await PostalMime.parse(messages[0]?.bytes ?? '');
    const link = signedLink('activate', purchaseId);
    expect(mail).toMatchObject({
      subject: 'Attiva il tuo servizio Posta & Co',
      from: { address: 'servizio@postino.example', name: 'Posta & Co' },
      to: [{ address: 'anna@lungofiume.example' }],
      messageId: `<${id}@postino.example>`,
    });
    expect(mail.text).toContain(`\n${link}\n`);
    expect(mail.text).toContain('5 dicembre 2026');
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.html).toContain('Newsletter &lt;S&gt;, 12 mesi');
    const row = await rowOf(id);
    expect(row).toMatchObject({ failure: null, attempts: 1 });
    expect(row.sentAt).not.toBeNull();
    expect(JSON.stringify(row)).not.toContain(link.split('/activate/')[1]);
  });

  it('is written in English for whoever reads English', async () => {
    const { messages } = await listen();
    const { id } = await queueMail({ language: 'en' });
    await sendSystemMail(systemCtx(), id);
    const mail = await PostalMime.parse(messages[0]?.bytes ?? '');
    expect(mail.text).toContain('Newsletter <S>, 12 months');
  });

  it('that is refused for now is tried again; a lasting refusal ends it until somebody sends it again', async () => {
    let answer = '450 4.2.1 Try again later';
    const { messages } = await listen({ behave: ({ phase }) => (phase === 'rcpt' ? { answer } : undefined) });
    const { id } = await queueMail();
    await expect(sendSystemMail(systemCtx(), id)).rejects.toThrow(MailDeferred);
    expect(await rowOf(id)).toMatchObject({
      sentAt: null,
      attempts: 1,
      failure: expect.stringContaining('Try again later'),
    });
    answer = '550 5.1.1 No such user';
    await sendSystemMail(systemCtx(), id);
    expect(await rowOf(id)).toMatchObject({
      sentAt: null,
      attempts: 2,
      failure: expect.stringContaining('No such user'),
    });
    answer = '250 2.1.5 Ok';
    await retrySystemMail(staff(), id);
    await sendSystemMail(systemCtx(), id);
    expect(messages).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ failure: null, attempts: 3 });
    await expect(retrySystemMail(staff(), id)).rejects.toThrow(InvalidState);
  });

  it('waits where no server is configured, and says so', async () => {
    const { id } = await queueMail();
    const none = () => {
      throw new NoTransportError('SMTP_URL is unset and no local catcher runs');
    };
    await expect(sendSystemMail(systemCtx(), id, none)).rejects.toThrow(MailDeferred);
    expect((await rowOf(id)).failure).toContain('SMTP_URL');
  });

  it('to what is no address ends at once', async () => {
    await listen();
    const { id } = await queueMail({ to: 'nessuno@@' });
    await sendSystemMail(systemCtx(), id);
    expect(await rowOf(id)).toMatchObject({ sentAt: null, failure: expect.stringContaining('address') });
  });
});
