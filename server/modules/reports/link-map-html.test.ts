import { expect, it } from 'vitest';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { linkMapHtml, linkPlaces } from './link-map-html.ts';

async function template() {
  const button = newBlock('button', 'b', 'it');
  if (button.type !== 'button') throw new Error('not a button');
  const hrefs = ['https://a.example/', 'https://b.example/?x="><script>', 'https://a.example/', '{{ link.view }}'];
  const blocks = hrefs.map((href, at) => ({ ...button, id: `b${at}`, label: `Vai ${at}`, href }));
  const document = { ...emptyDocument('it'), blocks };
  return renderDocument(document, { subject: 'x', preheader: '', language: 'it', imageUrl: (hash) => hash });
}

it('marks each place of each link, without a script and without leading anywhere', async () => {
  const sent = await template();
  expect(linkPlaces(sent)).toEqual([0, 1, 0]);
  const html = linkMapHtml(sent, {}, [
    { index: 0, text: '62,5 % · 5', strength: 1 },
    { index: 1, text: '0', strength: 0 },
  ]);
  expect(html.match(/href="#link-0" id="place-\d"/g)).toEqual([
    'href="#link-0" id="place-0"',
    'href="#link-0" id="place-2"',
  ]);
  expect(html).toContain('a[href="#link-0"]::after{content:"62,5 % · 5"}');
  expect(html).not.toContain('a.example');
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/width="1" height="1"/);
});

it('lets nothing out of a mark’s words', async () => {
  const html = linkMapHtml(await template(), {}, [{ index: 0, text: '"}</style><script>', strength: 9 }]);
  expect(html).toContain('content:"stylescript"');
  expect(html).toContain('/ 0.280)');
});
