import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RouteTarget, routes } from './route-attacks.ts';

const app = join(import.meta.dirname, '..', '..', 'app');
const files = [...globSync('**/route.ts', { cwd: app }), ...globSync('(customer)/**/page.tsx', { cwd: app })].sort();

const target: RouteTarget = {
  slug: 'vittima',
  campaignId: 'campaign-id',
  contactId: 'contact-id',
  importId: 'import-id',
  exportId: 'export-id',
  formId: 'form-id',
};

describe('the routes of the application', () => {
  it('each have their attack, or the reason why they hold no tenant’s data; and no entry is without its file', () => {
    expect(Object.keys(routes).sort()).toEqual(files);
    expect(files.length).toBeGreaterThan(15);
  });

  it('are attacked at their own address, with the other’s ids wherever it has a place for one', () => {
    const wrong = Object.entries(routes).flatMap(([file, entry]) => {
      if ('holdsNoTenantData' in entry) return [];
      const own = file
        .replace(/\/?(route\.ts|page\.tsx)$/, '')
        .replaceAll(/\([^)]+\)\//g, '')
        .replaceAll(/\[[^\]]+\]/g, '[^/]+');
      const shape = new RegExp(`^/${own}$`);
      const paths = entry.attacks.map((attack) => attack.path(target));
      const astray = paths.filter((path) => !shape.test(path));
      // Somebody else's workspace in the address, or a token of theirs that was never signed.
      const named = paths.some((path) => path.includes(target.slug));
      return astray.length > 0 || !named ? [`${file}: ${astray.join(' ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('hold no tenant’s data by exception only under a reason in words', () => {
    const reasons = Object.values(routes).flatMap((entry) =>
      'holdsNoTenantData' in entry ? [entry.holdsNoTenantData] : [],
    );
    expect(reasons.filter((reason) => reason.split(' ').length < 4)).toEqual([]);
  });

  it('that name a workspace in their address are never excepted', () => {
    const excepted = Object.entries(routes).filter(
      ([file, entry]) => file.includes('[workspace]') && 'holdsNoTenantData' in entry,
    );
    expect(excepted).toEqual([]);
  });
});
