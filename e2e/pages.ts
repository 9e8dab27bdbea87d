import type { Page } from '@playwright/test';
import { demoSlug } from '#server/config/demo-logins.ts';

export type PageOf = {
  name: string;
  path: string;
  surface: 'public' | 'portal' | 'console';
  /** Opened from mails and other people's sites, where no cookie of ours is: it speaks the browser's language. */
  cookieless?: true;
};

/** Asks a query procedure as the page's own session. */
export async function ask<T>(page: Page, procedure: string, input: object): Promise<T> {
  const query = new URLSearchParams({ input: JSON.stringify({ json: input }) });
  const answer = await page.request.get(`/api/trpc/${procedure}?${query}`, {
    headers: {
      'x-postino-surface': procedure.startsWith('backoffice') ? 'console' : 'portal',
      'x-postino-workspace': demoSlug,
    },
  });
  const body = await answer.json();
  if (!answer.ok()) throw new Error(`${procedure}: ${JSON.stringify(body)}`);
  return body.result.data.json as T;
}

type Listed = { rows: { id: string; name?: string; state?: string }[] };

/** Every page that a person can open in the demo, by address. */
export async function portalPages(page: Page): Promise<PageOf[]> {
  const base = `/w/${demoSlug}`;
  const campaigns = (await ask<Listed>(page, 'campaigns.list', { limit: 50 })).rows;
  const contact = (await ask<Listed>(page, 'contacts.list', { limit: 1 })).rows[0]?.id;
  const draft = campaigns.find(({ state }) => state === 'draft')?.id;
  const sent = campaigns.find(({ state }) => state === 'finished' || state === 'closed')?.id;
  const form = (await ask<Listed>(page, 'forms.list', { limit: 10 })).rows.find(
    ({ state }) => state === 'published',
  )?.id;
  const paths: [string, string][] = [
    ['today', base],
    ['campaigns', `${base}/campaigns`],
    ['templates', `${base}/campaigns/templates`],
    ['editor', `${base}/campaigns/${draft}/edit`],
    ['review', `${base}/campaigns/${draft}/review`],
    ['report', `${base}/campaigns/${sent}/report`],
    ['report-links', `${base}/campaigns/${sent}/report?tab=links`],
    ['report-delivery', `${base}/campaigns/${sent}/report?tab=delivery`],
    ['report-compare', `${base}/campaigns/${sent}/report?tab=compare`],
    ['report-print', `${base}/campaigns/${sent}/report/print`],
    ['queue', `${base}/queue`],
    ['contacts', `${base}/contacts`],
    ['contacts-actions', `${base}/contacts/actions`],
    ['contacts-duplicates', `${base}/contacts/duplicates`],
    ['contact', `${base}/contacts/${contact}`],
    ['import', `${base}/contacts/import`],
    ['groups', `${base}/groups`],
    ['settings-general', `${base}/settings/general`],
    ['forms', `${base}/forms`],
    ['form', `${base}/forms/${form}`],
    ['form-builder', `${base}/forms/${form}/edit`],
    ['form-site', `${base}/forms/${form}/publish`],
    ['settings-password', `${base}/settings/password`],
    ['settings-access', `${base}/settings/access`],
    ['settings-members', `${base}/settings/members`],
    ['settings-particulars', `${base}/settings/particulars`],
    ['settings-domains', `${base}/settings/domains`],
    ['settings-tracking', `${base}/settings/tracking`],
    ['settings-consents', `${base}/settings/consents`],
    ['settings-reports', `${base}/settings/reports`],
    ['settings-audit', `${base}/settings/audit`],
  ];
  return paths.map(([name, path]) => ({ name, path, surface: 'portal' }));
}

export const consolePages: PageOf[] = [
  'today',
  'customers',
  'purchases',
  'staff',
  'settings',
  'settings/marketplaces',
  'reports',
  'audit',
  'jobs',
  'deliveries',
  'design',
  'design?part=data',
  'design?part=feedback',
  'password',
  'enquiries',
].map((name) => ({ name: `console-${name.replace(/\/|\?part=/, '-')}`, path: `/admin/${name}`, surface: 'console' }));

export const publicPages: PageOf[] = [
  ['home', '/'],
  ['pricing', '/pricing'],
  ['status', '/status'],
  ['login', '/login'],
  ['console-login', '/admin/login'],
  ['reset', '/reset'],
  ['reset-console', '/admin/reset'],
  ['reset-forged', '/reset/k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'],
  ['block', '/reset/block'],
  ['block-forged', '/reset/block/k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'],
  ['legal-terms', '/legal/terms'],
  ['legal-privacy', '/legal/privacy'],
  ['legal-processor', '/legal/processor'],
  ['activation-forged', '/activate/k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'],
  ['invitation-forged', '/invite/k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'],
  ['unsubscribe-forged', '/u/forged'],
  ['form-unknown', '/f/nosuchform'],
  ['confirm-forged', '/f/confirm/k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'],
  ['dev-mail', '/dev/mail'],
  ['not-found', '/no-such-page'],
  ['ask', '/pricing/ask?plan=NL-S'],
].map(([name = '', path = '']) => ({
  name,
  path,
  surface: 'public' as const,
  ...(/^\/[uf]\//.test(path) ? { cookieless: true as const } : {}),
}));

export const languages = ['it', 'en'] as const;
export const themes = ['light', 'dark'] as const;
export const widths = [1440, 360] as const;

/** Every combination of language, theme and width, in an order in which neighbours differ in two of three. */
export const looks = [
  { language: 'it', theme: 'light', width: 1440 },
  { language: 'en', theme: 'dark', width: 1440 },
  { language: 'it', theme: 'dark', width: 360 },
  { language: 'en', theme: 'light', width: 360 },
] as const;
