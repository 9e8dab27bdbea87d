import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildWidget } from '../scripts/widget.ts';

describe('the widget', () => {
  it('weighs at most 5 KB on the way to a visitor', async () => {
    expect(gzipSync(await buildWidget('form')).length).toBeLessThanOrEqual(5 * 1024);
  });

  it('uses nothing that a page’s policy refuses or a page’s libraries replace', async () => {
    const code = await buildWidget('form');
    expect(code).not.toMatch(/innerHTML|insertAdjacentHTML|\beval\b|new Function|\.style\.cssText|fetch\(|JSON\./);
  });
});
