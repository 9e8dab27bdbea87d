import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '#server/lib/password-hash.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { createStaff } from '#server/modules/identity/index.ts';
import { createWorkspace } from '#server/modules/workspaces/index.ts';
import { rootRouter } from '#server/root-router.ts';
import type { Feature } from '#server/trpc/procedures.ts';
import { memberPermissions, memberRoles, type StaffRole, staffPermissions, staffRoles } from '#shared/permissions.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { attacks, type Case, type Sides } from './attacks.ts';
import { everybodysPassword, type Person, plantWorld, type World } from './plant.ts';
import { allProcedures, call, type Procedure, type Request } from './requests.ts';
import { closeTables, fingerprint, idsOf, tenantTables } from './tables.ts';

useDatabase();

const procedures = allProcedures();
const paths = procedures.map((procedure) => procedure.path).sort();
/** Whether a role of that table may call the procedure. */
const allows = (table: Record<string, readonly string[]>, { meta }: Procedure, role: string) =>
  meta !== undefined && (table[meta.permission]?.includes(role) ?? false);
const inPermissions = (table: object) => procedures.filter(({ meta }) => meta && meta.permission in table);
const ofMembers = inPermissions(memberPermissions);
const ofStaff = inPermissions(staffPermissions);

let hash = '';
/** The attacker's workspace, and the one attacked; the second is never changed by anything here. */
let ours: World;
let theirs: World;
let secrets: string[] = [];
let untouched: Record<string, string> = {};
const staffPeople = {} as Record<StaffRole, Person>;

beforeAll(async () => {
  hash = await hashPassword(everybodysPassword);
  ours = await plantWorld(systemCtx(), 'a', hash);
  theirs = await plantWorld(systemCtx(), 'b', hash);
  untouched = await fingerprint(theirs.ctx.workspace.id);
  secrets = [theirs.marker, ...(await idsOf(theirs.ctx.workspace.id))];
  for (const role of staffRoles) {
    const input = { username: `staff.${role}`, email: `${role}@posta.example`, role, password: everybodysPassword };
    const { user } = await createStaff(systemCtx(), input);
    staffPeople[role] = {
      userId: user.id,
      username: user.username,
      name: user.name,
      sessionId: uuid7(),
      password: everybodysPassword,
    };
  }
});
afterAll(closeTables);

const asMember = (world: World, person: Person = world.people.owner): Request => ({
  surface: 'portal',
  person,
  slug: world.ctx.workspace.slug,
});

/** The refusal of a call: its code and kind. Undefined where it was answered. */
async function refusalOf(
  path: string,
  from: Request,
  input?: unknown,
): Promise<{ code: string; kind: unknown } | undefined> {
  try {
    await call(path, from, input);
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { cause } = error;
    return { code: error.code, kind: cause && 'kind' in cause ? cause.kind : undefined };
  }
  return undefined;
}

/** Every procedure of a list that does not refuse as it must, with what it does instead. */
async function exceptions(list: Procedure[], from: (procedure: Procedure) => Request, code: string, kind?: string) {
  const wrong: Record<string, unknown> = {};
  for (const procedure of list) {
    const refusal = await refusalOf(procedure.path, from(procedure));
    if (refusal?.code !== code || (kind && refusal.kind !== kind)) wrong[procedure.path] = refusal ?? 'answered';
  }
  return wrong;
}

describe('the procedures of the server', () => {
  it('are all known beforehand: none is loaded lazily, out of this test’s sight', () => {
    expect(Object.keys(rootRouter._def.lazy)).toEqual([]);
    expect(paths.length).toBeGreaterThan(50);
  });

  it('each state a permission that the table of rights knows', () => {
    const known = ['public', 'person', ...Object.keys(memberPermissions), ...Object.keys(staffPermissions)];
    const wrong = procedures.filter(({ meta }) => !meta || !known.includes(meta.permission));
    expect(wrong.map((procedure) => procedure.path)).toEqual([]);
  });

  it('each have an attack, and each attack its procedure', () => {
    expect(Object.keys(attacks).sort()).toEqual(paths);
  });

  it('are attacked as what they are', () => {
    const kindOf = ({ meta }: Procedure) =>
      meta?.permission === 'public' || meta?.permission === 'person'
        ? meta.permission
        : meta && meta.permission in staffPermissions
          ? 'staff'
          : 'member';
    const wrong = procedures.filter((procedure) => attacks[procedure.path]?.as !== kindOf(procedure));
    expect(wrong.map((procedure) => procedure.path)).toEqual([]);
  });
});

describe('who is refused before anything is looked up', () => {
  it('nobody signed in: UNAUTHORIZED, but where anybody may call', async () => {
    const closed = procedures.filter(({ meta }) => meta?.permission !== 'public');
    expect(
      await exceptions(closed, () => ({ surface: 'portal', slug: theirs.ctx.workspace.slug }), 'UNAUTHORIZED'),
    ).toEqual({});
    expect(await exceptions(closed, () => ({ surface: 'console' }), 'UNAUTHORIZED')).toEqual({});
  });

  it.each(memberRoles)('a member who is %s: FORBIDDEN wherever that role has no permission', async (role) => {
    const beyond = ofMembers.filter((procedure) => !allows(memberPermissions, procedure, role));
    expect(await exceptions(beyond, () => asMember(ours, ours.people[role]), 'FORBIDDEN', 'forbidden')).toEqual({});
    expect(role === 'owner' || beyond.length > 0).toBe(true);
  });

  it.each(staffRoles)('a member of staff who is %s: FORBIDDEN wherever that role has no permission', async (role) => {
    const beyond = ofStaff.filter((procedure) => !allows(staffPermissions, procedure, role));
    const from = (): Request => ({ surface: 'console', person: staffPeople[role] });
    expect(await exceptions(beyond, from, 'FORBIDDEN', 'forbidden')).toEqual({});
    expect(role === 'administrator' || beyond.length > 0).toBe(true);
  });

  it('a member who names another workspace, or none: NOT_FOUND', async () => {
    const naming = (slug: string) => () => ({ ...asMember(ours), slug });
    expect(await exceptions(ofMembers, naming(theirs.ctx.workspace.slug), 'NOT_FOUND')).toEqual({});
    expect(await exceptions(ofMembers, naming(''), 'NOT_FOUND')).toEqual({});
  });

  it('a portal session at the console’s procedures: UNAUTHORIZED; a customer’s person at the console: NOT_FOUND', async () => {
    expect(await exceptions(ofStaff, () => asMember(ours), 'UNAUTHORIZED')).toEqual({});
    const atConsole = (): Request => ({ surface: 'console', person: ours.people.owner });
    expect(await exceptions(ofStaff, atConsole, 'NOT_FOUND')).toEqual({});
  });

  it('a member of staff at a customer’s procedures: not without an access of their own', async () => {
    const slug = theirs.ctx.workspace.slug;
    const atConsole = (): Request => ({ surface: 'console', person: staffPeople.administrator, slug });
    expect(await exceptions(ofMembers, atConsole, 'NOT_FOUND')).toEqual({});
    const atPortal = (): Request => ({ surface: 'portal', person: staffPeople.administrator, slug });
    expect(await exceptions(ofMembers, atPortal, 'NOT_FOUND')).toEqual({});
  });

  describe('staff inside by an access', () => {
    const opened = async (role: StaffRole, level: 'look' | 'act', over: object = {}) => {
      const { userId } = staffPeople[role];
      const workspaceId = ours.ctx.workspace.id;
      const until = new Date(Date.now() + 3_600_000);
      const data = { workspaceId, userId, level, until, staffName: 'x', purpose: 'x', createdAt: new Date(), ...over };
      await systemCtx().db.staffAccess.deleteMany({ where: { userId } });
      await systemCtx().db.staffAccess.create({ data });
      return (slug = ours.ctx.workspace.slug) =>
        (): Request => ({ surface: 'console', person: staffPeople[role], slug });
    };
    const beyond = (allowed: string[]) => ofMembers.filter(({ meta }) => !allowed.includes(meta?.permission ?? ''));

    it('to look: FORBIDDEN in whatever changes something, and beyond what is read', async () => {
      const at = await opened('support', 'look');
      const writes = ofMembers.filter(({ type }) => type !== 'query');
      expect(await exceptions([...writes, ...beyond(['read'])], at(), 'FORBIDDEN', 'forbidden')).toEqual({});
      expect(await refusalOf('campaigns.counts', at()())).toBeUndefined();
    });

    it('to act: FORBIDDEN to send, export, and touch people, purchases and settings', async () => {
      const at = await opened('support', 'act');
      const kept = beyond(['read', 'contacts:write', 'campaigns:write']);
      expect(await exceptions(kept, at(), 'FORBIDDEN', 'forbidden')).toEqual({});
      expect(kept.length).toBeGreaterThan(10);
      expect(await refusalOf('contacts.createAttribute', at()(), { label: 'Misura', type: 'text' })).toBeUndefined();
    });

    it('never in another workspace, nor after its end, nor for a moderator: NOT_FOUND', async () => {
      const at = await opened('administrator', 'act');
      expect(await exceptions(ofMembers, at(theirs.ctx.workspace.slug), 'NOT_FOUND')).toEqual({});
      const over = await opened('administrator', 'act', { until: new Date(Date.now() - 1) });
      expect(await exceptions(ofMembers, over(), 'NOT_FOUND')).toEqual({});
      const ended = await opened('administrator', 'act', { endedAt: new Date() });
      expect(await exceptions(ofMembers, ended(), 'NOT_FOUND')).toEqual({});
      const moderator = await opened('moderator', 'look');
      expect(await exceptions(ofMembers, moderator(), 'NOT_FOUND')).toEqual({});
    });
  });

  it('a workspace that has not bought the feature: FORBIDDEN as not-entitled', async () => {
    const bare = await createWorkspace(systemCtx(), { name: 'Senza servizi' });
    const { userId } = ours.people.owner;
    await systemCtx().db.membership.create({ data: { workspaceId: bare.workspace.id, userId, role: 'owner' } });
    const sold = ofMembers.filter(({ meta }) => (meta?.feature satisfies Feature | undefined) !== undefined);
    const from = (): Request => ({ ...asMember(ours), slug: bare.workspace.slug });
    expect(await exceptions(sold, from, 'FORBIDDEN', 'not-entitled')).toEqual({});
    expect(sold.length).toBeGreaterThan(20);
  });

  it('whoever must change the password first: FORBIDDEN everywhere but in their own affairs', async () => {
    const late = { ...ours.people.owner, mustChangePassword: true };
    expect(await exceptions(ofMembers, () => asMember(ours, late), 'FORBIDDEN', 'forbidden')).toEqual({});
    const staffLate = { ...staffPeople.administrator, mustChangePassword: true };
    const from = (): Request => ({ surface: 'console', person: staffLate });
    expect(await exceptions(ofStaff, from, 'FORBIDDEN', 'forbidden')).toEqual({});
  });

  it('staff who must add a second factor first: FORBIDDEN everywhere but in their own affairs', async () => {
    const bare = { ...staffPeople.administrator, mustAddSecondFactor: true };
    const from = (): Request => ({ surface: 'console', person: bare, slug: ours.ctx.workspace.slug });
    expect(await exceptions([...ofStaff, ...ofMembers], from, 'FORBIDDEN', 'forbidden')).toEqual({});
  });
});

describe('the workspace attacked', () => {
  it('has a row in every tenants’ table, so that nothing is safe for want of prey', async () => {
    expect(await tenantTables({ emptyIn: theirs.ctx.workspace.id })).toEqual([]);
    expect((await tenantTables()).length).toBeGreaterThan(25);
  });

  it('is seen to change when any of its rows does', async () => {
    const before = await fingerprint(theirs.ctx.workspace.id);
    const probe = await systemCtx().db.topic.create({ data: { workspaceId: theirs.ctx.workspace.id, name: 'Prova' } });
    const during = await fingerprint(theirs.ctx.workspace.id);
    expect(Object.keys(before).filter((table) => before[table] !== during[table])).toEqual(['topics']);
    await systemCtx().db.topic.deleteMany({ where: { id: probe.id } });
    expect(await fingerprint(theirs.ctx.workspace.id)).toEqual(before);
  });
});

let lastSeen: Record<string, string> | undefined;
/** The tables in which the attacked workspace is no longer what it was when last looked at. */
async function changesOfTheirs(): Promise<string[]> {
  const before = lastSeen ?? untouched;
  lastSeen = await fingerprint(theirs.ctx.workspace.id);
  return Object.keys(lastSeen).filter((table) => before[table] !== lastSeen?.[table]);
}

const requestFor = (as: string, world: World): Request =>
  as === 'public' ? { surface: 'portal' } : as === 'person' ? { ...asMember(world), slug: '' } : asMember(world);

const kinds: Record<Case['answer'], RegExp> = {
  'not-found': /^NOT_FOUND$/,
  nothing: /^answered$/,
  refused: /^(UNAUTHORIZED|FORBIDDEN|NOT_FOUND|CONFLICT|PRECONDITION_FAILED|TOO_MANY_REQUESTS)$/,
};

/** Runs one call and says what became of it, with everything that it gave away. */
async function outcomeOf(path: string, from: Request, input: unknown): Promise<{ result: string; said: string }> {
  try {
    const answer = await call(path, from, input);
    return { result: 'answered', said: JSON.stringify(answer) ?? '' };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { cause } = error;
    const data = cause && 'data' in cause ? JSON.stringify(cause.data) : '';
    return { result: error.code, said: `${cause?.name === 'ZodError' ? cause.message : ''}${data}` };
  }
}

/** What an input itself names is no leak when it is echoed. */
const leaks = (said: string, input: unknown, secret: readonly string[]) => {
  const given = JSON.stringify(input) ?? '';
  return secret.filter((word) => said.includes(word) && !given.includes(word));
};

const cases = Object.entries(attacks).flatMap(([path, attack]) =>
  attack.as === 'staff'
    ? []
    : attack.cases.map((one, index) => ({ path, attack, one, name: `${path} (${index + 1})` })),
);

const typeOf = new Map(procedures.map(({ path, type }) => [path, type]));

describe('another tenant’s ids', () => {
  it.each(cases)('$name: $one.answer', async ({ path, attack, one }) => {
    // What an attack may write into the attacker's own rows is not to be taken for a leak by the next one.
    const writes = one.answer === 'nothing' && typeOf.get(path) === 'mutation';
    const attacker = writes ? await plantWorld(systemCtx(), 'e', hash) : ours;
    const input = one.input({ theirs, ours: attacker });
    const { result, said } = await outcomeOf(path, requestFor(attack.as, attacker), input);
    const changes = await changesOfTheirs();
    expect(result).toMatch(kinds[one.answer]);
    expect(leaks(said, input, secrets)).toEqual([]);
    expect(changes).toEqual([]);
  });
});

describe('the same calls in their owner’s hands', () => {
  let shared: World | undefined;
  const compared = cases.filter(({ one }) => one.control !== 'none');
  it.each(compared)('$name: $one.control', async ({ path, attack, one }) => {
    // What only reads may share a workspace; what changes one needs its own, in the state that the call is about.
    const reads = typeOf.get(path) === 'query';
    if (reads) shared ??= await plantWorld(systemCtx(), 'c', hash);
    const own = reads && shared ? shared : await plantWorld(systemCtx(), 'c', hash);
    const sides: Sides = { theirs: own, ours: own };
    const { result, said } = await outcomeOf(path, requestFor(attack.as, own), one.input(sides));
    if (one.control === 'shows') {
      expect(result).toBe('answered');
      const everything = [own.marker, ...(await idsOf(own.ctx.workspace.id))];
      expect(leaks(said, undefined, everything)).not.toEqual([]);
    } else {
      expect(result).toMatch(/^(answered|PRECONDITION_FAILED|CONFLICT)$|^BAD_REQUEST$/);
      // A refusal that comes before the thing is looked up would hide a leak.
      if (result === 'BAD_REQUEST') expect(said).not.toMatch(/"code":/);
    }
  });
});

describe('the console’s procedures', () => {
  const staffCases = Object.entries(attacks).flatMap(([path, attack]) =>
    attack.as === 'staff' ? [{ path, attack }] : [],
  );

  it.each(staffCases)('$path gives a customer’s session nothing, whatever it sends', async ({ path, attack }) => {
    const input = attack.input({ theirs, ours });
    for (const surface of ['portal', 'console'] as const) {
      const { result, said } = await outcomeOf(path, { ...asMember(ours), surface }, input);
      expect(result).toMatch(/^(UNAUTHORIZED|NOT_FOUND)$/);
      expect(leaks(said, input, secrets)).toEqual([]);
    }
    expect(await changesOfTheirs()).toEqual([]);
  });

  it.each(staffCases.filter(({ attack }) => attack.control === 'works'))(
    '$path works for an administrator with the same input',
    async ({ path, attack }) => {
      const from: Request = { surface: 'console', person: staffPeople.administrator };
      const own = typeOf.get(path) === 'query' ? ours : await plantWorld(systemCtx(), 'd', hash);
      const { result } = await outcomeOf(path, from, attack.input({ theirs: own, ours: own }));
      expect(result).toMatch(/^(answered|PRECONDITION_FAILED|CONFLICT)$/);
    },
  );

  it('say of one customer nothing about another', async () => {
    const from: Request = { surface: 'console', person: staffPeople.administrator };
    const about = { workspaceId: ours.ctx.workspace.id };
    for (const path of ['backoffice.customers.get', 'backoffice.customers.audit']) {
      expect(leaks((await outcomeOf(path, from, about)).said, about, secrets)).toEqual([]);
    }
    const mixed = { ...about, domainId: theirs.domain };
    expect((await outcomeOf('backoffice.customers.verifyDomain', from, mixed)).result).toBe('NOT_FOUND');
  });
});
