import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { demoMembers, demoPassword, demoSlug, demoStaff } from '#server/config/demo-logins.ts';
import { env, overrideEnv } from '#server/config/env.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { signId } from '#server/lib/derived-key.ts';
import { hashPassword } from '#server/lib/password-hash.ts';
import { activate, activationUrlOf, createPurchase } from '#server/modules/billing/index.ts';
import {
  createCampaign,
  saveCampaign,
  saveTemplate,
  scheduleCampaign,
  setAudience,
} from '#server/modules/campaigns/index.ts';
import { receiveImport, runImport, startImportHere } from '#server/modules/contacts/index.ts';
import { campaignCounts, closeCampaign, sendCampaignHere, suspendCampaign } from '#server/modules/deliveries/index.ts';
import { addSendingDomain, verifySendingDomain } from '#server/modules/domains/index.ts';
import { createStaff, createUser, joinWorkspace } from '#server/modules/identity/index.ts';
import { findWorkspaceBySlug, providerSettings, setProviderSetting } from '#server/modules/workspaces/index.ts';
import { moveLedgerTo, spreadTrackingConsent } from './demo.sql.ts';
import { type DemoCampaign, demoCampaigns, demoTemplates } from './demo-campaigns.ts';
import { seedForms } from './demo-forms.ts';
import { startDemoMailServer } from './demo-mail-server.ts';
import { demoGroups, demoPeople } from './demo-people.ts';
import { readDemoCampaign } from './demo-readers.ts';
import { romeTime, startingAt } from './demo-time.ts';

/** The judge would refuse the demo's password, which holds the association's name: people begin with this and are given it after. */
const standIn = 'quattro sedie di paglia intorno';

const DAY_MS = 86_400_000;
const domain = 'lungofiume.example';
const atDay = <C extends { now: () => Date }>(ctx: C, day: number, clock = '09:00'): C =>
  startingAt(ctx, romeTime(ctx.now(), day, clock));

/** Sold, activated and joined as a customer would be, eleven weeks ago. */
async function makeCustomer(ctx: SystemCtx): Promise<TenantCtx> {
  const known = await ctx.db.workspace.findUnique({ where: { slug: demoSlug }, select: { id: true } });
  if (!known) {
    const past = atDay(ctx, -77);
    const [owner] = demoMembers;
    const purchase = await createPurchase(past, {
      plan: 'ALL',
      months: 12,
      paid: true,
      email: `${owner.username}@${domain}`,
      customerName: 'Associazione Lungofiume',
    });
    const token = activationUrlOf(purchase).split('/').at(-1) ?? signId('activate', purchase.id);
    const made = await activate({ ...past, kind: 'public' }, token, {
      holderKind: 'company',
      organisation: 'Associazione Lungofiume',
      name: owner.name,
      email: `${owner.username}@${domain}`,
      username: owner.username,
      password: standIn,
      vatNumber: '',
      taxCode: '92047380131',
      consents: [],
      acceptTerms: true,
      acceptProcessor: true,
      language: 'it',
    });
    await ctx.db.workspace.update({ where: { slug: made.slug }, data: { slug: demoSlug, createdAt: past.now() } });
    await ctx.db.user.update({ where: { username: owner.username }, data: { passwordChangedAt: ctx.now() } });
  }
  return findWorkspaceBySlug(ctx, demoSlug);
}

/** As the owner does it: what a person would have done is told as a person's. */
async function asOwner(ctx: SystemCtx, tenant: TenantCtx): Promise<TenantCtx> {
  const [{ username, name }] = demoMembers;
  const { id } = await ctx.db.user.findUniqueOrThrow({ where: { username }, select: { id: true } });
  return { ...tenant, actor: { kind: 'person', id, name, sessionId: null } };
}

async function makePeople(ctx: SystemCtx, tenant: TenantCtx): Promise<void> {
  for (const { username, name, role } of demoMembers.slice(1)) {
    if (await ctx.db.user.findUnique({ where: { username } })) continue;
    const user = await createUser(ctx, { username, name, email: `${username}@${domain}`, password: standIn });
    await joinWorkspace(tenant, user, role);
  }
  for (const { username, name, role } of demoStaff) {
    if (await ctx.db.user.findUnique({ where: { username } })) continue;
    await createStaff(ctx, { username, name, role, email: `${username}@postino.example`, password: standIn });
  }
  const usernames = [...demoMembers, ...demoStaff].map(({ username }) => username);
  await ctx.db.user.updateMany({
    where: { username: { in: usernames } },
    data: { passwordHash: await hashPassword(demoPassword) },
  });
  // Whoever tries the demo has no second factor for its staff; a banner in the console says so.
  await setProviderSetting(ctx, 'people.staff-second-factor', false);
}

/** Groups by path, made where missing. */
async function makeGroups(tenant: TenantCtx): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const path of demoGroups) {
    const [name = path, parentPath] = path.split('/').reverse();
    const parentId = parentPath ? (ids.get(parentPath) ?? null) : null;
    const known = await tenant.db.group.findFirst({ where: { name, parentId } });
    const group =
      known ?? (await tenant.db.group.create({ data: { workspaceId: tenant.workspace.id, name, parentId } }));
    ids.set(path, group.id);
  }
  return ids;
}

async function importPeople(ctx: SystemCtx, tenant: TenantCtx, groups: Map<string, string>): Promise<void> {
  const people = demoPeople();
  for (const group of demoGroups) {
    const fileName = `${group.replace('/', ' - ').toLowerCase()}.csv`;
    if (await tenant.db.import.findFirst({ where: { fileName, state: 'finished' } })) continue;
    const rows = people
      .filter((person) => person.group === group)
      .map((person) =>
        [person.address, person.firstName, person.lastName, person.town, person.card, person.since].join(';'),
      );
    const contents = Readable.from([['E-mail;Nome;Cognome;Comune;Tessera;Anno', ...rows, ''].join('\n')]);
    const { id } = await receiveImport(tenant, { fileName, contents });
    const evidence =
      'Domanda di iscrizione firmata in sede o modulo sul sito, con casella per la newsletter non preselezionata.';
    await startImportHere(tenant, { id, evidence, groupId: groups.get(group) ?? null });
    await runImport(tenant, id);
  }
  await spreadTrackingConsent(ctx, tenant.workspace.id, new Date(ctx.now().getTime() - 75 * DAY_MS));
}

async function makeCampaign(tenant: TenantCtx, campaign: DemoCampaign, groups: Map<string, string>) {
  const known = await tenant.db.campaign.findFirst({ where: { name: campaign.name } });
  if (known) return known;
  const { id } = await createCampaign(tenant, { name: campaign.name, theme: 'newsletter', language: 'it' });
  const made = await tenant.db.campaign.findFirstOrThrow({ where: { id } });
  const { subject, preheader, document } = campaign;
  const sender = { fromName: 'Lungofiume', fromAddress: `ciao@${domain}` };
  await saveCampaign(tenant, { id, revision: made.revision, subject, preheader, document, ...sender });
  const idsOf = (paths: readonly string[]) => paths.flatMap((path) => groups.get(path) ?? []);
  await setAudience(tenant, {
    id,
    topicId: made.topicId,
    includeGroupIds: idsOf(campaign.include),
    excludeGroupIds: idsOf(campaign.exclude),
  });
  return tenant.db.campaign.findFirstOrThrow({ where: { id } });
}

const startOf = async (tenant: TenantCtx, id: string) =>
  (await tenant.db.campaign.findFirstOrThrow({ where: { id }, select: { startedAt: true } })).startedAt;
const bounceWindowDays = async (ctx: SystemCtx) => (await providerSettings(ctx))['sending.bounce-window-days'];

/** Sends what has been sent by now; the suspended one stops part of the way. */
async function runCampaign(
  ctx: SystemCtx,
  tenant: TenantCtx,
  campaign: DemoCampaign,
  groups: Map<string, string>,
): Promise<void> {
  const then = atDay(tenant, campaign.day, campaign.clock);
  const owner = await asOwner(ctx, tenant);
  const { id, state } = await makeCampaign(
    campaign.state === 'draft' ? owner : atDay(owner, Math.min(campaign.day, 0) - 1, '16:20'),
    campaign,
    groups,
  );
  if (campaign.state === 'scheduled' && state === 'draft') {
    await scheduleCampaign(owner, { id, at: then.now() });
  }
  if (campaign.state === 'suspended' && state === 'draft') {
    const sending = sendCampaignHere(then, id, { connections: 2, microBatch: 20, window: 2 });
    while ((await campaignCounts(tenant, id)).states.accepted < 90) await delay(100);
    await suspendCampaign({ ...then, actor: owner.actor }, id);
    await sending;
    await moveLedgerTo(id, (await startOf(tenant, id)) ?? then.now());
  }
  if (campaign.state !== 'finished') return;
  if (state !== 'finished' && state !== 'closed') await sendCampaignHere(then, id);
  const sentAt = (await startOf(tenant, id)) ?? then.now();
  await moveLedgerTo(id, sentAt);
  await readDemoCampaign(ctx, tenant, id, campaign, sentAt);
  const closing = new Date(sentAt.getTime() + (await bounceWindowDays(ctx)) * DAY_MS + 300_000);
  if (closing < ctx.now()) await closeCampaign(startingAt(tenant, closing), id);
}

/** The association's own templates, kept from campaigns as it would. */
async function keepTemplates(tenant: TenantCtx): Promise<void> {
  for (const { name, campaign } of demoTemplates) {
    if (await tenant.db.savedTemplate.findFirst({ where: { name } })) continue;
    const { id, startedAt } = await tenant.db.campaign.findFirstOrThrow({ where: { name: campaign } });
    const kept = new Date((startedAt ?? tenant.now()).getTime() - DAY_MS);
    await saveTemplate(startingAt(tenant, kept), { campaignId: id, name, overwrite: false });
  }
}

/**
 * The demo: one association with people, contacts, campaigns and their figures, made by the same verbs that
 * customers use. Idempotent, also after a stop in the middle: what is there is kept.
 */
export async function seedDemo(ctx: SystemCtx): Promise<{ workspace: string; contacts: number; campaigns: number }> {
  const tenant = await makeCustomer(ctx);
  await makePeople(ctx, tenant);
  if (!(await tenant.db.sendingDomain.findFirst({ where: { domain } }))) {
    const added = await addSendingDomain(atDay(tenant, -76), { domain });
    await verifySendingDomain(atDay(ctx, -76), { workspaceId: tenant.workspace.id, domainId: added.id });
  }
  const groups = await makeGroups(tenant);
  await importPeople(ctx, atDay(tenant, -75), groups);
  await seedForms(ctx, tenant, groups);
  const configured = env().SMTP_URL ?? '';
  for (const campaign of demoCampaigns) {
    const server = await startDemoMailServer({ delayMs: campaign.state === 'suspended' ? 15 : 0 });
    overrideEnv({ SMTP_URL: server.url });
    try {
      await runCampaign(ctx, tenant, campaign, groups);
    } finally {
      overrideEnv({ SMTP_URL: configured });
      await server.close();
    }
  }
  await keepTemplates(await asOwner(ctx, tenant));
  return {
    workspace: demoSlug,
    contacts: await tenant.db.contact.count(),
    campaigns: await tenant.db.campaign.count(),
  };
}
