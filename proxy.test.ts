import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { proxy } from './proxy.ts';

it('hands on the path and what it is asked with, so that a login leads back to the very page', () => {
  const { headers } = proxy(new NextRequest('http://127.0.0.1/admin/purchases?state=pending&new=1&_rsc=x1y2z'));
  expect(headers.get('x-middleware-request-x-postino-path')).toBe('/admin/purchases');
  expect(headers.get('x-middleware-request-x-postino-search')).toBe('?state=pending&new=1');
});
