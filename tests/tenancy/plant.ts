import { blobs } from '#server/lib/blobs.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { defaultForm } from '#server/modules/forms/default-form.ts';
import { grantEntitlement } from '#server/modules/workspaces/index.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { memberRoles } from '#shared/permissions.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type Columns, plantRow, tenantTables } from './tables.ts';

/** A workspace with one row at least in every tenants' table, and its marker in every text that those rows hold. */
export type World = {
  ctx: TenantCtx;
  marker: string;
  /** A member of each role. */
  people: Record<(typeof memberRoles)[number], Person>;
  topic: string;
  contact: string;
  address: string;
  group: string;
  attribute: string;
  attributeKey: string;
  import: string;
  uploadedImport: string;
  export: string;
  image: string;
  domain: string;
  purchase: string;
  /** In no workspace: what somebody asked for on the public pages. */
  enquiry: string;
  systemMail: string;
  invitation: string;
  staffAccess: string;
  particularsFlag: string;
  misuseReport: string;
  savedFilter: string;
  bulkAction: string;
  contactMerge: string;
  template: string;
  campaignFile: string;
  review: string;
  form: string;
  formPublicId: string;
  signUp: string;
  campaign: { draft: string; scheduled: string; sending: string; suspended: string; finished: string };
};
export type Person = { userId: string; username: string; name: string; sessionId: string; password: string };

const PASSWORD = 'un fiume lento di pianura';

/** Makes such a workspace. `passwordHash` is of the one password that everybody here has. */
export async function plantWorld(ctx: SystemCtx, letter: string, passwordHash: string): Promise<World> {
  const marker = `zz${letter}${uuid7().slice(-10)}`;
  const tenant = await makeWorkspace(ctx, marker);
  await grantEntitlement(tenant, {
    feature: 'monitor',
    from: new Date(0),
    until: null,
    trial: false,
    purchaseId: null,
    limits: {},
  });
  const workspaceId = tenant.workspace.id;
  const plant = (table: string, values: Columns) => plantRow(table, marker, { workspaceId, ...values });
  const people = {} as World['people'];
  for (const role of memberRoles) people[role] = await plantPerson(ctx, plant, marker, role, passwordHash);

  const topic = (await ctx.db.topic.findFirstOrThrow({ where: { workspaceId } })).id;
  const [contact, group, attribute, evidence] = [uuid7(), uuid7(), uuid7(), uuid7()];
  const address = `${marker}@posta.example`;
  const attributeKey = `chiave_${marker}`;
  await plant('contacts', {
    id: contact,
    address,
    addressKey: address,
    language: 'it',
    attributes: { [attributeKey]: marker },
  });
  await plant('groups', { id: group });
  await plant('group_members', { groupId: group, contactId: contact });
  await plant('attributes', { id: attribute, key: attributeKey, type: 'text' });
  await plant('evidence', { id: evidence, source: 'manual' });
  await plant('subscriptions', {
    contactId: contact,
    topicId: topic,
    state: 'subscribed',
    basis: 'consent',
    evidenceId: evidence,
  });
  await plant('contact_changes', { contactId: contact, kind: 'created' });
  const [running, uploaded, exported] = [uuid7(), uuid7(), uuid7()];
  const plan = { charset: 'utf-8', delimiter: ',', header: true, columns: ['email'], mapping: [{ kind: 'address' }] };
  await plant('imports', {
    id: running,
    state: 'running',
    plan,
    reasons: {},
    blobKey: `${workspaceId}/imports/${running}`,
  });
  await plant('imports', {
    id: uploaded,
    state: 'uploaded',
    plan,
    reasons: {},
    blobKey: `${workspaceId}/imports/${uploaded}`,
  });
  await plant('contact_exports', {
    id: exported,
    state: 'queued',
    selection: {},
    blobKey: `${workspaceId}/exports/${exported}`,
  });
  await blobs().put(`${workspaceId}/imports/${uploaded}`, `email\n${address}\n`);
  const [image, domain] = [uuid7(), uuid7()];
  await plant('images', { id: image, hash: marker.padEnd(64, '0'), contentType: 'image/png' });
  await plant('sending_domains', { id: domain, domain: `${marker}.example`, verifiedAt: new Date() });

  const campaign = { draft: uuid7(), scheduled: uuid7(), sending: uuid7(), suspended: uuid7(), finished: uuid7() };
  const heading = newBlock('heading', 'titolo', 'it');
  const document = { ...emptyDocument('it'), blocks: [heading] };
  for (const [state, id] of Object.entries(campaign)) {
    await plant('campaigns', {
      id,
      state,
      topicId: topic,
      includeGroupIds: [group],
      document,
      fromAddress: `redazione@${marker}.example`,
      replyTo: null,
      scheduledAt: state === 'scheduled' ? new Date(Date.now() + 86_400_000) : null,
      audience: state === 'draft' || state === 'scheduled' ? null : 1,
      startedAt: state === 'draft' || state === 'scheduled' ? null : new Date(),
    });
    await plant('campaign_steps', { campaignId: id, to: state, from: 'draft' });
    await plant('campaign_links', { campaignId: id, index: 0, url: `https://${marker}.example/` });
    await plant('campaign_bodies', { campaignId: id });
    await plant('deliveries', {
      campaignId: id,
      contactId: contact,
      state: state === 'finished' ? 'accepted' : 'queued',
      trackOpens: 'individual',
      trackClicks: 'individual',
    });
    await plant('delivery_attempts', { campaignId: id, contactId: contact });
    const event = { campaignId: id, contactId: contact, class: 'likely-human' };
    await plant('events', { ...event, kind: 'open', link: null });
    await plant('events', { ...event, kind: 'click', link: 0 });
    await plant('event_counters', { campaignId: id, kind: 'open', class: 'likely-human', link: -1 });
  }
  const [purchase, enquiry, systemMail] = [uuid7(), uuid7(), uuid7()];
  const asked = { name: marker, company: marker, email: address, phone: marker, words: marker, language: 'it' };
  const at = new Date();
  await ctx.db.enquiry.create({ data: { ...asked, id: enquiry, trial: true, at, stateAt: at } });
  await plant('purchases', {
    id: purchase,
    state: 'activated',
    features: ['newsletter'],
    email: address,
    language: 'it',
    plan: 'NL-S',
  });
  await plant('system_mails', { id: systemMail, kind: 'activation', to: address, language: 'it', failure: marker });
  await plant('provider_consents', { purpose: 'studies', userId: people.owner.userId });
  await plant('acceptances', { kind: 'terms', userId: people.owner.userId });
  const later = new Date(Date.now() + 86_400_000);
  const [invitation, staffAccess, particularsFlag, misuseReport] = [uuid7(), uuid7(), uuid7(), uuid7()];
  await plant('invitations', { id: invitation, email: address, role: 'editor', language: 'it', expiresAt: later });
  await plant('staff_accesses', { id: staffAccess, level: 'look', until: later });
  await plant('particulars_flags', { id: particularsFlag, field: 'postalAddress', answer: null });
  await plant('misuse_reports', { id: misuseReport, kind: 'unauthorised-use', answer: null, closedBy: null });
  const [savedFilter, bulkAction, contactMerge, template] = [uuid7(), uuid7(), uuid7(), uuid7()];
  await plant('saved_filters', { id: savedFilter, query: {} });
  await plant('bulk_actions', { id: bulkAction, kind: 'add-to-group', state: 'finished', undoUntil: later });
  await plant('contact_merges', { id: contactMerge, survivorId: contact });
  await plant('saved_templates', { id: template, document });
  const [review, form, signUp, campaignFile] = [uuid7(), uuid7(), uuid7(), uuid7()];
  await plant('campaign_files', { id: campaignFile, campaignId: campaign.draft, contentType: 'application/pdf' });
  await plant('campaign_versions', { campaignId: campaign.draft, revision: 1, document, plainText: null });
  await plant('campaign_reviews', { id: review, campaignId: campaign.draft, decision: null, deciderName: null });
  await plant('forwards', { campaignId: campaign.finished, contactId: contact });
  const formPublicId = `f${marker}`;
  const plain = defaultForm('it', [topic]);
  const definition = { ...plain, texts: { ...plain.texts, title: marker } };
  await plant('forms', { id: form, publicId: formPublicId, state: 'published', publishedRevision: 1, definition });
  const shown = { definition, attributes: [], provider: 'Postino', workspace: marker };
  await plant('form_versions', { formId: form, revision: 1, definition: shown });
  await plant('sign_ups', {
    id: signUp,
    formId: form,
    state: 'pending',
    address,
    addressKey: address,
    expiresAt: later,
  });
  await plant('workspace_health', { level: 2, reasons: [{ kind: 'bounces', level: 2 }] });
  // What no line above has planted is planted by its columns alone: a new table is attacked from its first day.
  for (const table of await tenantTables({ emptyIn: workspaceId })) await plant(table, {});

  return {
    ctx: tenant,
    marker,
    people,
    topic,
    contact,
    address,
    group,
    attribute,
    attributeKey,
    import: running,
    uploadedImport: uploaded,
    export: exported,
    image,
    domain,
    purchase,
    enquiry,
    systemMail,
    invitation,
    staffAccess,
    particularsFlag,
    misuseReport,
    savedFilter,
    bulkAction,
    contactMerge,
    template,
    campaignFile,
    review,
    form,
    formPublicId,
    signUp,
    campaign,
  };
}

async function plantPerson(
  ctx: SystemCtx,
  plant: (table: string, values: Columns) => Promise<void>,
  marker: string,
  role: string,
  passwordHash: string,
): Promise<Person> {
  const userId = uuid7();
  const sessionId = uuid7();
  const person = { userId, sessionId, username: `${marker}.${role}`, name: `${marker} ${role}`, password: PASSWORD };
  const now = new Date();
  const { username, name } = person;
  await ctx.db.user.create({
    data: { id: userId, username, name, email: `${username}@posta.example`, passwordHash, passwordChangedAt: now },
  });
  await ctx.db.session.create({
    data: {
      id: sessionId,
      userId,
      surface: 'portal',
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      address: '192.0.2.1',
      agent: 'test',
    },
  });
  await plant('memberships', { userId, role });
  return person;
}

export const everybodysPassword = PASSWORD;
