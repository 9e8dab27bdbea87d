import { describe, expect, it } from 'vitest';
import { linksIn, openLinksOutside } from './message-html.ts';

describe('links of a caught message', () => {
  it.each([
    ['<a href="https://a.example/?x=1&amp;y=2">a</a>', ['https://a.example/?x=1&y=2']],
    ["<A class='b' HREF='https://a.example'>a</A><a href=\"https://a.example\">b</a>", ['https://a.example']],
    ['<a name="x">no</a><a href="">empty</a><abbr href="https://no.example">', []],
    ['<link href="https://no.example/style.css">', []],
  ])('%s', (html, links) => {
    expect(linksIn(html)).toEqual(links);
  });

  it('open in windows of their own, with or without a head', () => {
    expect(openLinksOutside('<html><head lang="it"><title>x</title></head>')).toContain(
      '<head lang="it"><base target="_blank"><title>',
    );
    expect(openLinksOutside('<p>x</p>')).toBe('<base target="_blank"><p>x</p>');
  });
});
