import { expect, type Page, test } from '@playwright/test';
import { demoSlug } from '#server/config/demo-logins.ts';
import { type HttpAttack, type RouteTarget, routes } from '../tests/tenancy/route-attacks.ts';
import { demo, signIn } from './demo.ts';
import { withDatabase } from './installation.ts';

/** A stranger's own workspace, made beside the demo's; the demo is what is attacked. */
const attacker = { slug: 'estraneo', username: 'ugo.estraneo' };

async function makeStranger(): Promise<void> {
  await withDatabase(async (db) => {
    await db.query(
      `WITH w AS (INSERT INTO workspaces (id, slug, name) VALUES (gen_random_uuid(), $1, 'Estraneo') ON CONFLICT (slug) DO NOTHING RETURNING id),
         u AS (INSERT INTO users (id, username, email, name, "passwordHash", "passwordChangedAt")
               SELECT gen_random_uuid(), $2, 'ugo@example.it', 'Ugo', "passwordHash", now() FROM users WHERE username = $3
               ON CONFLICT (username) DO NOTHING RETURNING id),
         e AS (INSERT INTO entitlements ("workspaceId", id, feature, "from") SELECT w.id, gen_random_uuid(), 'newsletter', now() FROM w)
       INSERT INTO memberships ("workspaceId", "userId", role) SELECT w.id, u.id, 'owner' FROM w, u`,
      [attacker.slug, attacker.username, demo.owner],
    );
  });
}

async function targetIds(): Promise<RouteTarget & { marker: string }> {
  return withDatabase(async (db) => {
    const one = async (table: string) => {
      const { rows } = await db.query(
        `SELECT t.id FROM ${table} t JOIN workspaces w ON w.id = t."workspaceId" WHERE w.slug = $1 ORDER BY t.id LIMIT 1`,
        [demoSlug],
      );
      return String(rows[0]?.id ?? '00000000-0000-7000-8000-000000000000');
    };
    return {
      slug: demoSlug,
      campaignId: await one('campaigns'),
      contactId: await one('contacts'),
      importId: await one('imports'),
      exportId: await one('contact_exports'),
      formId: await one('forms'),
      marker: 'Lungofiume',
    };
  });
}

async function strike(page: Page, attack: HttpAttack, path: string) {
  if (attack.method === 'GET') return page.request.get(path, { maxRedirects: 0 });
  const headers = { 'x-file-name': 'x.csv', 'content-type': 'application/octet-stream' };
  return page.request.post(path, { headers, data: Buffer.from('Email\na@b.example\n') });
}

test('no route and no page shows a stranger what is the demo’s', async ({ page }) => {
  await makeStranger();
  const target = await targetIds();
  await signIn(page, 'portal', attacker.username);
  for (const [file, entry] of Object.entries(routes)) {
    if (!('attacks' in entry)) continue;
    for (const attack of entry.attacks) {
      const path = attack.path(target).replace(':own', attacker.slug);
      const answer = await strike(page, attack, path);
      expect
        .soft(attack.status, `${file}: ${attack.method} ${path} answered ${answer.status()}`)
        .toContain(answer.status());
      expect.soft(await answer.text(), `${file}: ${path}`).not.toContain(target.marker);
    }
  }
});

test('nobody signed in is led to the login, and told nothing', async ({ page }) => {
  const target = await targetIds();
  for (const entry of Object.values(routes)) {
    if (!('attacks' in entry)) continue;
    for (const attack of entry.attacks) {
      const path = attack.path(target).replace(':own', demoSlug);
      const answer = await strike(page, attack, path);
      expect.soft([307, 401, 403, 404], `${path} answered ${answer.status()}`).toContain(answer.status());
      expect.soft(await answer.text(), path).not.toContain(target.marker);
    }
  }
});
