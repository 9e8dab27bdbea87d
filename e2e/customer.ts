import { memberRoles, type staffRoles } from '#shared/permissions.ts';
import { demo } from './demo.ts';
import { withDatabase } from './installation.ts';

export type Customer = {
  slug: string;
  /** A domain that may be sent from. */
  domain: string;
  /** Usernames by role; everybody has the demo's password. */
  people: Record<(typeof memberRoles)[number], string>;
};

/**
 * A customer of its own for one file of tests: with everything bought, a verified domain, and a person of each role. One active
 * session a person is the rule, so files that run side by side must not share people.
 */
export async function makeCustomer(name: string): Promise<Customer> {
  const slug = `${name}-${Date.now().toString(36)}`;
  const domain = `${slug}.example`;
  const people = Object.fromEntries(memberRoles.map((role) => [role, `${slug}.${role}`])) as Customer['people'];
  await withDatabase(async (db) => {
    await db.query(
      `WITH w AS (INSERT INTO workspaces (id, slug, name) VALUES (gen_random_uuid(), $1, $1) RETURNING id),
         t AS (INSERT INTO topics ("workspaceId", id, name, "isDefault") SELECT id, gen_random_uuid(), 'Newsletter', true FROM w),
         d AS (INSERT INTO sending_domains ("workspaceId", id, domain, "verifiedAt") SELECT id, gen_random_uuid(), $2, now() FROM w)
       INSERT INTO entitlements ("workspaceId", id, feature, "from", limits)
         SELECT w.id, gen_random_uuid(), f, now(), '{"contacts":100000,"messagesPerMonth":1000000}'
         FROM w, unnest(enum_range(NULL::"Feature")) f`,
      [slug, domain],
    );
    for (const role of memberRoles) {
      await db.query(
        `WITH u AS (INSERT INTO users (id, username, email, name, "passwordHash", "passwordChangedAt")
             SELECT gen_random_uuid(), $2, $3, $4, "passwordHash", now() FROM users WHERE username = $5 RETURNING id)
         INSERT INTO memberships ("workspaceId", "userId", role)
           SELECT w.id, u.id, $6::"MemberRole" FROM u, workspaces w WHERE w.slug = $1`,
        [slug, people[role], `${role}@${domain}`, `${role} di ${name}`, demo.owner, role],
      );
    }
  });
  return { slug, domain, people };
}

/** A person of staff of one's own, with the demo's password. Answers the username. */
export async function makeStaff(role: (typeof staffRoles)[number]): Promise<string> {
  const username = `staff.${role}.${Date.now().toString(36)}`;
  await withDatabase((db) =>
    db.query(
      `WITH u AS (INSERT INTO users (id, username, email, name, "passwordHash", "passwordChangedAt")
           SELECT gen_random_uuid(), $1, $1 || '@postino.example', $1, "passwordHash", now() FROM users WHERE username = $2
           RETURNING id)
       INSERT INTO staff_memberships ("userId", role) SELECT id, $3::"StaffRole" FROM u`,
      [username, demo.owner, role],
    ),
  );
  return username;
}
