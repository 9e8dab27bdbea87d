import { expect, it } from 'vitest';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { presetDocument } from '#shared/document/presets.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import { forwardCopy, friendDocument } from './forward-copy.ts';

const options = {
  workspaceName: 'Lungofiume <3',
  sender: 'Anna Rossi',
  friendUrl: 'https://posta.example/t/f/amico',
  viewUrl: 'https://posta.example/t/f/amico?view',
  signUpUrl: null,
  supportAddress: 'assistenza@postino.example',
};

async function compiled(changes: Partial<NewsletterDocument> = {}, subject = 'Per {{ contact.firstName | "te" }}') {
  const document = { ...presetDocument('announcement', 'it'), ...changes };
  const button = newBlock('button', 'verso', 'it');
  if (button.type === 'button') {
    const buttons = [
      'https://www.lungofiume.example/visite',
      'https://x.example/?chi={{ contact.address }}',
      '{{ link.view }}',
      '{{ link.consent }}',
      '{{ link.forward }}',
    ];
    document.blocks = [
      ...document.blocks,
      ...buttons.map((href, at) => ({ ...button, id: `b${at}`, label: 'Vai', href })),
    ];
  }
  return renderDocument(friendDocument(JSON.parse(JSON.stringify(document)), 'it') as unknown as NewsletterDocument, {
    subject,
    preheader: '',
    language: 'it',
    imageUrl: (hash) => `https://posta.example/i/${hash}`,
  });
}

it('holds nothing of the recipient’s: fallbacks, plain links, no pixel, no personal page', async () => {
  const { subject, html, text } = forwardCopy(await compiled(), options);
  expect(subject).toBe('Inoltrato: Per te');
  for (const part of [html, text]) {
    expect(part).toContain('https://www.lungofiume.example/visite');
    expect(part).not.toMatch(/\/t\/[oc]\/|\/u\//);
    expect(part).toContain('https://x.example/?chi=');
    expect(part).toContain('https://posta.example/t/f/amico');
  }
  expect(html).not.toContain('width="1" height="1"');
  expect(html).toContain('amica o amico');
});

it('says above whose it is, and below why it came and how to have no more, and nothing that is true of subscribers alone', async () => {
  const { html, text } = forwardCopy(await compiled(), options);
  const body = html.indexOf('<body');
  const lead = html.indexOf('Anna Rossi ti ha inoltrato questo messaggio di Lungofiume &lt;3.');
  expect(lead).toBeGreaterThan(body);
  expect(html).not.toContain('iscritto alle comunicazioni');
  expect(html.indexOf('assistenza@postino.example')).toBeGreaterThan(html.indexOf('Non sei iscritto a niente'));
  expect(html.lastIndexOf('</body>')).toBeGreaterThan(html.indexOf('assistenza@postino.example'));
  expect(html).toContain('Non voglio altri messaggi inoltrati');
  expect(text.startsWith('Anna Rossi ti ha inoltrato')).toBe(true);
  expect(text).toContain('Non sei iscritto a niente');
});

it('names nobody where the name can’t be shown, and offers the form where there is one', async () => {
  const { html } = forwardCopy(await compiled(), {
    ...options,
    sender: null,
    signUpUrl: 'https://posta.example/f/abc',
  });
  expect(html).toContain('Una persona iscritta ai messaggi di Lungofiume');
  expect(html).toContain('href="https://posta.example/f/abc"');
});

it('greets neutrally where the author left the first name without a fallback', async () => {
  const { subject } = forwardCopy(await compiled({}, 'Ciao {{ contact.firstName }}'), options);
  expect(subject).toBe('Inoltrato: Ciao amica o amico');
});
