import { defaultForm } from '#server/modules/forms/default-form.ts';
import { signedLink } from '#server/modules/notifications/index.ts';
import type { World } from './plant.ts';

/** `theirs` is the workspace attacked, `ours` the attacker's own. */
export type Sides = { theirs: World; ours: World };
type MakeInput = (sides: Sides) => unknown;

/**
 * What must come of it. `not-found`: their thing does not exist for us. `nothing`: an answer without a word of theirs.
 * `refused`: any refusal that is worded.
 */
export type Case = {
  answer: 'not-found' | 'nothing' | 'refused';
  input: MakeInput;
  /**
   * What the same call is worth in the owner's hands, or the attack would prove nothing: `shows` their things, `works` (or
   * is refused by their state), `none` where there is nothing to compare.
   */
  control: 'shows' | 'works' | 'none';
};
export type Attack =
  | { as: 'member' | 'person' | 'public'; cases: Case[] }
  /** The console's: no portal session gets anything; the input is what a member of staff would send. */
  | { as: 'staff'; input: MakeInput; control: 'works' | 'none' };

const none: MakeInput = () => undefined;
const notFound = (input: MakeInput): Case => ({ answer: 'not-found', input, control: 'works' });
const hidden = (input: MakeInput = none): Case => ({ answer: 'nothing', input, control: 'shows' });
const harmless = (input: MakeInput = none): Case => ({ answer: 'nothing', input, control: 'works' });
const refused = (input: MakeInput): Case => ({ answer: 'refused', input, control: 'none' });

const member = (...cases: Case[]): Attack => ({ as: 'member', cases });
const person = (...cases: Case[]): Attack => ({ as: 'person', cases });
const anybody = (...cases: Case[]): Attack => ({ as: 'public', cases });
const staff = (input: MakeInput = none, control: 'works' | 'none' = 'works'): Attack => ({
  as: 'staff',
  input,
  control,
});

const registration = {
  holderKind: 'company',
  organisation: 'Intruso',
  name: 'Intruso',
  email: 'intruso@posta.example',
  username: 'intruso',
  password: 'un fiume lento di pianura',
  vatNumber: '00743110157',
  acceptTerms: true,
  acceptProcessor: true,
  language: 'it',
};
const invited = { name: 'Intruso', username: 'intruso', password: 'un fiume lento di pianura', language: 'it' };
const particulars = {
  ...{ name: 'Preso', holderKind: 'company', vatNumber: '00743110157', taxCode: '', postalAddress: '', email: '' },
  ...{ phone: '', contactPerson: '', certifiedMail: '', invoiceCode: '' },
};
const accepted = { acceptTerms: true, acceptProcessor: true, language: 'it' };
const importPlan = {
  charset: 'utf-8',
  delimiter: ',',
  header: true,
  columns: ['email'],
  mapping: [{ kind: 'address' }],
  evidence: 'Modulo del sito',
};

/** One entry for each procedure that the server answers: a procedure without its attack fails the test. */
export const attacks: Record<string, Attack> = {
  'audit.list': member(
    hidden(() => ({})),
    hidden(({ theirs }) => ({ subjectId: theirs.ctx.workspace.id })),
    harmless(({ theirs }) => ({ cursor: theirs.campaign.finished })),
  ),

  'billing.activate': anybody(
    refused(() => ({ token: 'forged', registration })),
    refused(({ theirs }) => ({ token: signedLink('activate', theirs.purchase).split('/').at(-1), registration })),
  ),
  'billing.activateHere': person({
    ...notFound(({ theirs, ours }) => ({
      token: signedLink('activate', ours.purchase).split('/').at(-1),
      workspaceId: theirs.ctx.workspace.id,
      ...accepted,
    })),
  }),
  'billing.ask': anybody(
    harmless(() => ({ plan: null, trial: true, name: 'Intruso', email: 'intruso@posta.example', language: 'it' })),
  ),
  'billing.requestLink': anybody(
    refused(() => ({ token: 'forged' })),
    refused(({ theirs }) => ({ token: signedLink('activate', theirs.purchase).split('/').at(-1) })),
  ),
  'billing.consentHistory': member(hidden()),
  'billing.agreements': member(hidden()),
  // Its text is nobody's in particular: planted without one.
  'billing.agreement': member({ ...notFound(({ theirs }) => ({ id: theirs.contact })), control: 'none' }),
  'billing.consents': member(harmless()),
  'billing.setConsent': member(harmless(() => ({ purpose: 'studies', given: true }))),

  'campaigns.list': member(
    hidden(() => ({})),
    hidden(({ theirs }) => ({ search: theirs.marker })),
    harmless(({ theirs }) => ({ cursor: theirs.campaign.finished })),
  ),
  'campaigns.counts': member(harmless()),
  'campaigns.get': member(notFound(({ theirs }) => ({ id: theirs.campaign.finished }))),
  'campaigns.audienceChoices': member(hidden()),
  'campaigns.countAudience': member(
    notFound(({ theirs }) => ({ topicId: theirs.topic, includeGroupIds: [], excludeGroupIds: [] })),
    notFound(({ theirs, ours }) => ({ topicId: ours.topic, includeGroupIds: [theirs.group], excludeGroupIds: [] })),
    notFound(({ theirs, ours }) => ({ topicId: ours.topic, includeGroupIds: [], excludeGroupIds: [theirs.group] })),
  ),
  'campaigns.preview': member(
    notFound(({ theirs }) => ({ id: theirs.campaign.draft })),
    notFound(({ theirs, ours }) => ({ id: ours.campaign.draft, contactId: theirs.contact })),
    notFound(({ theirs }) => ({ id: theirs.campaign.draft, revision: 1 })),
  ),
  'campaigns.preflight': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.measure': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.images': member(
    hidden(() => ({})),
    hidden(({ theirs }) => ({ search: theirs.marker })),
  ),
  'campaigns.describeImage': member(notFound(({ theirs }) => ({ id: theirs.image, name: 'Preso', alt: '' }))),
  'campaigns.setImageRemoved': member(notFound(({ theirs }) => ({ id: theirs.image, removed: true }))),
  'campaigns.removeFile': member(
    notFound(({ theirs }) => ({ id: theirs.campaign.draft, fileId: theirs.campaignFile, over: 1 })),
    notFound(({ theirs, ours }) => ({ id: ours.campaign.draft, fileId: theirs.campaignFile, over: 1 })),
  ),
  'campaigns.plainText': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.versions': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.compareVersion': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, revision: 1 }))),
  'campaigns.restoreVersion': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, revision: 1, over: 1 }))),
  'campaigns.templates': member(hidden()),
  'campaigns.saveTemplate': member(
    notFound(({ theirs }) => ({ campaignId: theirs.campaign.draft, name: 'Preso', overwrite: true })),
  ),
  'campaigns.renameTemplate': member(notFound(({ theirs }) => ({ id: theirs.template, name: 'Preso' }))),
  'campaigns.deleteTemplate': member(notFound(({ theirs }) => ({ id: theirs.template }))),
  'campaigns.create': member(
    harmless(() => ({ name: 'Nuova', theme: 'empty', language: 'it' })),
    notFound(({ theirs }) => ({ name: 'Presa', theme: 'empty', language: 'it', templateId: theirs.template })),
  ),
  'campaigns.duplicate': member(notFound(({ theirs }) => ({ id: theirs.campaign.finished, name: 'Copia' }))),
  'campaigns.save': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, revision: 1, subject: 'Preso' }))),
  'campaigns.rename': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, name: 'Preso' }))),
  'campaigns.delete': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.setAudience': member(
    notFound(({ theirs, ours }) => ({
      id: theirs.campaign.draft,
      topicId: ours.topic,
      includeGroupIds: [],
      excludeGroupIds: [],
    })),
    notFound(({ theirs, ours }) => ({
      id: ours.campaign.draft,
      topicId: theirs.topic,
      includeGroupIds: [],
      excludeGroupIds: [],
    })),
    notFound(({ theirs, ours }) => ({
      id: ours.campaign.draft,
      topicId: ours.topic,
      includeGroupIds: [theirs.group],
      excludeGroupIds: [theirs.group],
    })),
  ),
  'campaigns.schedule': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, at: null }))),
  'campaigns.unschedule': member(notFound(({ theirs }) => ({ id: theirs.campaign.scheduled }))),

  'campaigns.reschedule': member(notFound(({ theirs }) => ({ id: theirs.campaign.scheduled, at: null }))),
  'campaigns.reviews': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.askReview': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft, at: null, note: '' }))),
  'campaigns.withdrawReview': member(notFound(({ theirs }) => ({ id: theirs.campaign.draft }))),
  'campaigns.approve': member(notFound(({ theirs }) => ({ reviewId: theirs.review }))),
  'campaigns.return': member(notFound(({ theirs }) => ({ reviewId: theirs.review, answer: 'Preso' }))),
  'campaigns.resendChoices': member(notFound(({ theirs }) => ({ id: theirs.campaign.finished }))),
  'campaigns.resend': member(
    notFound(({ theirs }) => ({
      id: theirs.campaign.finished,
      to: 'failed',
      name: 'Di nuovo',
      subject: 'Di nuovo',
      again: true,
    })),
  ),

  'compliance.reports': member(hidden(() => ({}))),
  'compliance.makeReport': member(
    harmless(() => ({ kind: 'security-breach', text: 'Qualcosa non torna.' })),
    notFound(({ theirs }) => ({ kind: 'password-lost', text: '', personId: theirs.people.editor.userId })),
  ),

  'contacts.list': member(
    hidden(() => ({})),
    hidden(({ theirs }) => ({ q: theirs.marker })),
    hidden(({ theirs }) => ({ attributes: [{ key: theirs.attributeKey, op: 'is', values: [theirs.marker] }] })),
    { ...hidden(({ theirs }) => ({ groupId: theirs.group })) },
  ),
  'contacts.count': member(harmless(({ theirs }) => ({ q: theirs.marker }))),
  'contacts.counts': member(harmless()),
  'contacts.detail': member(notFound(({ theirs }) => ({ id: theirs.contact }))),
  'contacts.timeline': member(notFound(({ theirs }) => ({ id: theirs.contact }))),
  'contacts.audience': member(
    harmless(({ theirs }) => ({ topicId: theirs.topic, includeGroupIds: [theirs.group], excludeGroupIds: [] })),
  ),
  'contacts.topics': member(hidden()),
  'contacts.create': member(
    harmless(({ theirs }) => ({ address: theirs.address })),
    notFound(({ theirs }) => ({ address: 'nuovo@posta.example', groupIds: [theirs.group] })),
    notFound(({ theirs }) => ({
      address: 'nuova@posta.example',
      consent: { topicId: theirs.topic, basis: 'consent', text: 'Modulo' },
    })),
  ),
  'contacts.update': member(
    notFound(({ theirs }) => ({ id: theirs.contact, firstName: 'Preso' })),
    notFound(({ theirs, ours }) => ({ id: ours.contact, groupIds: [theirs.group] })),
  ),
  'contacts.erase': member(notFound(({ theirs }) => ({ id: theirs.contact }))),
  'contacts.block': member(notFound(({ theirs }) => ({ id: theirs.contact, reason: 'Preso' }))),
  'contacts.unblock': member(notFound(({ theirs }) => ({ id: theirs.contact }))),
  'contacts.setSubscription': member(
    notFound(({ theirs }) => ({ contactId: theirs.contact, topicId: theirs.topic, state: 'unsubscribed' })),
    notFound(({ theirs, ours }) => ({ contactId: ours.contact, topicId: theirs.topic, state: 'unsubscribed' })),
    notFound(({ theirs, ours }) => ({ contactId: theirs.contact, topicId: ours.topic, state: 'unsubscribed' })),
  ),
  'contacts.setTracking': member(
    notFound(({ theirs }) => ({ contactId: theirs.contact, opens: 'off', clicks: 'off' })),
  ),
  'contacts.groups': member(hidden()),
  'contacts.createGroup': member(notFound(({ theirs }) => ({ name: 'Sotto', parentId: theirs.group }))),
  'contacts.renameGroup': member(notFound(({ theirs }) => ({ id: theirs.group, name: 'Preso' }))),
  'contacts.moveGroup': member(
    notFound(({ theirs }) => ({ id: theirs.group, parentId: null })),
    { ...notFound(({ theirs, ours }) => ({ id: ours.group, parentId: theirs.group })), control: 'none' },
  ),
  'contacts.deleteGroup': member(notFound(({ theirs }) => ({ id: theirs.group }))),
  'contacts.attributes': member(hidden()),
  'contacts.createAttribute': member(harmless(() => ({ label: 'Taglia', type: 'text' }))),
  'contacts.updateAttribute': member(notFound(({ theirs }) => ({ id: theirs.attribute, label: 'Preso' }))),
  'contacts.deleteAttribute': member(notFound(({ theirs }) => ({ id: theirs.attribute }))),
  'contacts.attributeUse': member(notFound(({ theirs }) => ({ id: theirs.attribute }))),
  'contacts.renameChoice': member({
    ...notFound(({ theirs }) => ({ id: theirs.attribute, from: 'Rosso', to: 'Preso' })),
    control: 'none',
  }),
  'contacts.savedFilters': member(hidden()),
  'contacts.saveFilter': member(harmless(() => ({ name: 'Miei', query: 'status=active' }))),
  'contacts.updateFilter': member(notFound(({ theirs }) => ({ id: theirs.savedFilter, name: 'Preso' }))),
  'contacts.deleteFilter': member(notFound(({ theirs }) => ({ id: theirs.savedFilter }))),
  'contacts.bulkActions': member(harmless(() => ({}))),
  'contacts.bulkAction': member({ ...notFound(({ theirs }) => ({ id: theirs.bulkAction })), control: 'none' }),
  'contacts.startBulk': member(
    harmless(({ theirs }) => ({ act: { kind: 'delete' }, target: { ids: [theirs.contact] } })),
    harmless(({ theirs }) => ({
      act: { kind: 'block' },
      target: { selection: { groups: { match: 'any', ids: [theirs.group] } } },
    })),
    notFound(({ theirs, ours }) => ({
      act: { kind: 'add-to-group', groupId: theirs.group },
      target: { ids: [ours.contact] },
    })),
    notFound(({ theirs, ours }) => ({
      act: { kind: 'remove-from-group', groupId: theirs.group },
      target: { ids: [ours.contact] },
    })),
    notFound(({ theirs, ours }) => ({
      act: { kind: 'unsubscribe', topicId: theirs.topic },
      target: { ids: [ours.contact] },
    })),
  ),
  'contacts.cancelBulk': member({ ...notFound(({ theirs }) => ({ id: theirs.bulkAction })), control: 'none' }),
  'contacts.undoBulk': member({ ...notFound(({ theirs }) => ({ id: theirs.bulkAction })), control: 'none' }),
  'contacts.duplicates': member(harmless()),
  'contacts.compare': member(
    notFound(({ theirs, ours }) => ({ survivorId: ours.contact, mergedId: theirs.contact })),
    notFound(({ theirs, ours }) => ({ survivorId: theirs.contact, mergedId: ours.contact })),
  ),
  'contacts.merge': member(
    { ...notFound(({ theirs, ours }) => ({ survivorId: ours.contact, mergedId: theirs.contact })), control: 'none' },
    { ...notFound(({ theirs, ours }) => ({ survivorId: theirs.contact, mergedId: ours.contact })), control: 'none' },
  ),
  'contacts.undoMerge': member({ ...notFound(({ theirs }) => ({ id: theirs.contactMerge })), control: 'none' }),
  'contacts.imports': member(hidden(() => ({}))),
  'contacts.import': member(notFound(({ theirs }) => ({ id: theirs.import }))),
  'contacts.previewImport': member(notFound(({ theirs }) => ({ id: theirs.uploadedImport }))),
  'contacts.planImport': member(
    notFound(({ theirs }) => ({ id: theirs.uploadedImport, plan: importPlan })),
    notFound(({ theirs, ours }) => ({ id: ours.uploadedImport, plan: { ...importPlan, groupId: theirs.group } })),
    notFound(({ theirs, ours }) => ({ id: ours.uploadedImport, plan: { ...importPlan, topicId: theirs.topic } })),
  ),
  'contacts.startImport': member(notFound(({ theirs }) => ({ id: theirs.uploadedImport, dryRun: true }))),
  'contacts.cancelImport': member(notFound(({ theirs }) => ({ id: theirs.import }))),
  'contacts.exports': member(hidden(() => ({}))),
  'contacts.undoImport': member({ ...notFound(({ theirs }) => ({ id: theirs.import })), control: 'none' }),
  'contacts.suppression': member({ ...hidden(), control: 'none' }),
  'contacts.answerSuppression': member(harmless(() => ({ answer: 'none' }))),
  'contacts.startExport': member(
    harmless(() => ({})),
    harmless(({ theirs }) => ({ target: { selection: { groupId: theirs.group } } })),
    harmless(({ theirs }) => ({ target: { ids: [theirs.contact] } })),
  ),
  'contacts.cancelExport': member(notFound(({ theirs }) => ({ id: theirs.export }))),

  'deliveries.queue': member(hidden()),
  'deliveries.counts': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished }))),
  'deliveries.list': member(hidden(({ theirs }) => ({ campaignId: theirs.campaign.finished }))),
  'deliveries.ofContact': member(hidden(({ theirs }) => ({ contactId: theirs.contact }))),
  'deliveries.attempts': member(
    hidden(({ theirs }) => ({ campaignId: theirs.campaign.finished, contactId: theirs.contact })),
  ),
  'deliveries.suspend': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.sending }))),
  'deliveries.ended': member(
    hidden(() => ({})),
    harmless(({ theirs }) => ({ cursor: `2999-01-01T00:00:00.000Z_${theirs.campaign.finished}` })),
  ),
  'deliveries.place': member(
    notFound(({ theirs }) => ({ campaignId: theirs.campaign.sending, after: null })),
    notFound(({ theirs, ours }) => ({ campaignId: ours.campaign.sending, after: theirs.campaign.sending })),
  ),
  'deliveries.resume': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.suspended }))),
  'deliveries.cancel': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.sending }))),
  'deliveries.testSend': member(
    {
      ...notFound(({ theirs }) => ({ campaignId: theirs.campaign.draft, addresses: ['io@posta.example'] })),
      control: 'none',
    },
    {
      ...notFound(({ theirs, ours }) => ({
        campaignId: ours.campaign.draft,
        addresses: ['io@posta.example'],
        asContactId: theirs.contact,
      })),
      control: 'none',
    },
  ),

  'domains.list': member(hidden()),
  'domains.add': member(harmless(({ theirs }) => ({ domain: `${theirs.marker}.example` }))),
  'domains.remove': member(notFound(({ theirs }) => ({ id: theirs.domain }))),

  'forms.list': member(
    hidden(() => ({})),
    harmless(({ theirs }) => ({ cursor: theirs.form })),
  ),
  'forms.get': member(notFound(({ theirs }) => ({ id: theirs.form }))),
  'forms.statistics': member(notFound(({ theirs }) => ({ id: theirs.form }))),
  'forms.signUps': member(
    notFound(({ theirs }) => ({ formId: theirs.form })),
    harmless(({ theirs, ours }) => ({ formId: ours.form, cursor: theirs.signUp })),
  ),
  'forms.create': member(harmless(({ theirs }) => ({ name: theirs.marker, language: 'it' }))),
  'forms.duplicate': member(notFound(({ theirs }) => ({ id: theirs.form, name: 'Copia' }))),
  'forms.save': member(
    notFound(({ theirs }) => ({ id: theirs.form, revision: 1, name: 'Preso' })),
    // Their topic and group in a form of ours: kept as ids that mean nothing here, and refused when it is published.
    harmless(({ theirs, ours }) => ({
      id: ours.form,
      revision: 1,
      definition: {
        ...defaultForm('it', [theirs.topic]),
        groups: { always: [theirs.group], label: '', offered: [] },
      },
    })),
  ),
  'forms.setSites': member(notFound(({ theirs }) => ({ id: theirs.form, sites: ['https://intruso.example'] }))),
  'forms.publish': member(notFound(({ theirs }) => ({ id: theirs.form, revision: 1 }))),
  'forms.withdraw': member(notFound(({ theirs }) => ({ id: theirs.form }))),
  'forms.delete': member(notFound(({ theirs }) => ({ id: theirs.form }))),
  'forms.resend': member(notFound(({ theirs }) => ({ id: theirs.signUp }))),

  'identity.signIn': anybody(
    refused(({ theirs }) => ({
      username: theirs.people.owner.username,
      password: 'indovinata a caso',
      surface: 'portal',
    })),
    refused(({ theirs }) => ({
      username: theirs.people.owner.username,
      password: theirs.people.owner.password,
      surface: 'console',
    })),
  ),
  'backoffice.staff.sendReset': staff(({ ours }) => ({ userId: ours.people.owner.userId }), 'none'),
  'backoffice.staff.resetSecondFactor': staff(({ ours }) => ({ userId: ours.people.owner.userId }), 'none'),
  'identity.signInCode': anybody(
    refused(() => ({ challenge: 'forged.forged', code: '123456' })),
    refused(({ theirs }) => ({ challenge: theirs.people.owner.userId, code: '123456' })),
  ),
  'identity.askLink': anybody(
    harmless(({ theirs }) => ({ login: theirs.people.owner.username, surface: 'portal', what: 'reset' })),
    harmless(() => ({ login: 'nessuno', surface: 'portal', what: 'block' })),
  ),
  'identity.resetPassword': anybody(
    refused(() => ({ token: 'forged', password: 'un fiume lento di pianura' })),
    refused(({ theirs }) => ({
      token: signedLink('reset', theirs.people.owner.userId).split('/').at(-1),
      password: 'un fiume lento di pianura',
    })),
  ),
  'identity.blockByPassword': anybody(
    refused(({ theirs }) => ({
      username: theirs.people.owner.username,
      password: 'indovinata a caso',
      surface: 'portal',
    })),
  ),
  'identity.blockByLink': anybody(
    refused(() => ({ token: 'forged' })),
    refused(({ theirs }) => ({ token: signedLink('block', theirs.people.owner.userId).split('/').at(-1) })),
  ),
  'identity.access': person(harmless()),
  'identity.signIns': person(
    harmless(() => ({})),
    harmless(({ theirs }) => ({ cursor: theirs.people.owner.userId })),
  ),
  'identity.endSession': person({
    ...refused(({ theirs }) => ({ id: theirs.people.owner.sessionId })),
    answer: 'not-found',
  }),
  'identity.endOtherSessions': person(harmless()),
  'identity.startSecondFactor': person(harmless(({ ours }) => ({ password: ours.people.owner.password }))),
  'identity.confirmSecondFactor': person(refused(() => ({ code: '000000' }))),
  'identity.renewRecoveryCodes': person(refused(({ ours }) => ({ password: ours.people.owner.password }))),
  'identity.endSecondFactor': person(refused(({ ours }) => ({ password: ours.people.owner.password, code: '000000' }))),
  'identity.setNewStationMail': person(harmless(() => ({ on: false }))),
  'identity.blockMyself': person(harmless()),
  'identity.signOut': person(harmless()),
  'identity.me': person(harmless()),
  'identity.workspaces': person(hidden()),
  'identity.changePassword': person(
    harmless(({ ours }) => ({ current: ours.people.owner.password, next: 'un altro fiume lento' })),
  ),
  'identity.setting': person(harmless(() => ({ key: 'contacts.columns' }))),
  'identity.setSetting': person(harmless(() => ({ key: 'contacts.columns', value: ['status'] }))),
  'identity.setPreferences': person(harmless(() => ({ language: 'en' }))),
  'identity.acceptInvitation': anybody(
    refused(() => ({ token: 'forged', ...invited })),
    refused(({ theirs }) => ({ token: signedLink('activate', theirs.invitation).split('/').at(-1), ...invited })),
  ),
  'identity.joinByInvitation': person(
    refused(() => ({ token: 'forged' })),
    refused(({ theirs }) => ({ token: signedLink('activate', theirs.invitation).split('/').at(-1) })),
  ),
  'identity.leaveWorkspace': person(notFound(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id }))),
  'identity.members.list': member(hidden()),
  'identity.members.invitations': member(hidden()),
  'identity.members.invite': member(harmless(({ theirs }) => ({ email: theirs.address, role: 'owner' }))),
  'identity.members.resend': member(notFound(({ theirs }) => ({ id: theirs.invitation }))),
  'identity.members.revoke': member(notFound(({ theirs }) => ({ id: theirs.invitation }))),
  'identity.members.changeRole': member(
    notFound(({ theirs }) => ({ userId: theirs.people.editor.userId, role: 'owner' })),
  ),
  'identity.members.remove': member(notFound(({ theirs }) => ({ userId: theirs.people.editor.userId }))),
  'identity.members.handOver': member(notFound(({ theirs }) => ({ userId: theirs.people.editor.userId }))),
  'identity.members.resetSecondFactor': member(notFound(({ theirs }) => ({ userId: theirs.people.editor.userId }))),
  'identity.staffAccess.list': member(hidden(() => ({}))),
  'identity.staffAccess.acts': member(notFound(({ theirs }) => ({ accessId: theirs.staffAccess }))),

  'reports.contactData': member(notFound(({ theirs }) => ({ contactId: theirs.contact }))),
  'reports.campaign': member(
    notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished })),
    harmless(({ theirs, ours }) => ({ campaignId: ours.campaign.finished, groupId: theirs.group })),
  ),
  'reports.verify': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished }))),
  'reports.recipients': member(
    hidden(({ theirs }) => ({ campaignId: theirs.campaign.finished })),
    hidden(({ theirs }) => ({ campaignId: theirs.campaign.finished, filter: 'opened', q: theirs.marker })),
    harmless(({ theirs, ours }) => ({ campaignId: ours.campaign.finished, groupId: theirs.group })),
  ),
  'reports.compare': member(
    notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished })),
    notFound(({ theirs, ours }) => ({ campaignId: ours.campaign.finished, others: [theirs.campaign.finished] })),
  ),
  'reports.comparable': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished }))),
  'reports.linkMap': member(notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished }))),
  'reports.recipient': member(
    notFound(({ theirs }) => ({ campaignId: theirs.campaign.finished, contactId: theirs.contact })),
  ),

  'tracking.actsOfContact': member(
    hidden(({ theirs }) => ({ contactId: theirs.contact, campaignIds: [theirs.campaign.finished] })),
    harmless(({ theirs, ours }) => ({ contactId: ours.contact, campaignIds: [theirs.campaign.finished] })),
  ),
  'tracking.shares': member(harmless()),
  'tracking.ofContact': member(
    hidden(({ theirs }) => ({ contactId: theirs.contact })),
    hidden(({ theirs }) => ({ contactId: theirs.contact, campaignId: theirs.campaign.finished })),
  ),

  'workspaces.general': member(harmless()),
  'workspaces.setGeneral': member(
    harmless(() => ({ timeZone: 'Europe/Lisbon', language: 'en', approvalRequired: false })),
  ),
  'workspaces.trackingDefault': member(harmless()),
  'workspaces.setTrackingDefault': member(harmless(() => ({ opens: 'off', clicks: 'off', basis: '' }))),

  'workspaces.particulars': member(hidden()),
  'workspaces.particularsHistory': member(hidden()),
  'workspaces.particularsFlags': member(hidden()),
  // Of our own somebody has saved a version since; theirs can't be named.
  'workspaces.saveParticulars': member(refused(() => ({ known: null, particulars }))),
  'workspaces.confirmParticular': member(notFound(({ theirs }) => ({ flagId: theirs.particularsFlag, words: '' }))),

  'backoffice.role': staff(),
  'backoffice.plans': staff(),
  'backoffice.today': staff(),
  'backoffice.audit': staff(() => ({})),
  'backoffice.retryMail': staff(({ theirs }) => ({ systemMailId: theirs.systemMail })),
  'backoffice.purchases.list': staff(() => ({})),
  'backoffice.purchases.create': staff(() => ({ plan: 'NL-S', email: 'nuovo@posta.example', trial: true })),
  'backoffice.purchases.markPaid': staff(({ theirs }) => ({ purchaseId: theirs.purchase })),
  'backoffice.purchases.cancel': staff(({ theirs }) => ({ purchaseId: theirs.purchase })),
  'backoffice.purchases.renew': staff(({ theirs }) => ({ purchaseId: theirs.purchase })),
  'backoffice.enquiries.list': staff(() => ({})),
  'backoffice.enquiries.get': staff(({ theirs }) => ({ enquiryId: theirs.enquiry })),
  'backoffice.enquiries.handle': staff(({ theirs }) => ({
    enquiryId: theirs.enquiry,
    over: 1,
    state: 'closed',
    note: '',
  })),
  'backoffice.customers.list': staff(() => ({})),
  'backoffice.customers.get': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.customers.audit': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.customers.verifyDomain': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    domainId: theirs.domain,
  })),
  'backoffice.accesses.list': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.accesses.open': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    purpose: 'Un’occhiata ai contatti',
    level: 'act',
    minutes: 60,
  })),
  'backoffice.accesses.end': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    accessId: theirs.staffAccess,
  })),
  'backoffice.particulars.get': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.particulars.flag': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    field: 'phone',
    reason: 'Non risponde nessuno',
  })),
  'backoffice.particulars.close': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    flagId: theirs.particularsFlag,
  })),
  'backoffice.marketplaces.list': staff(),
  'backoffice.marketplaces.create': staff(() => ({ name: 'Mercato' })),
  // No marketplace has a key here.
  'backoffice.marketplaces.end': staff(({ theirs }) => ({ marketplaceId: theirs.purchase }), 'none'),
  'backoffice.reports.list': staff(() => ({})),
  'backoffice.reports.answer': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    reportId: theirs.misuseReport,
    answer: 'Stiamo guardando',
    close: true,
  })),
  'backoffice.reports.close': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    reportId: theirs.misuseReport,
  })),
  'backoffice.customers.use': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.customers.campaigns': staff(({ theirs }) => ({ workspaceId: theirs.ctx.workspace.id })),
  'backoffice.customers.suspend': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    reason: 'Invii senza consenso',
  })),
  'backoffice.customers.resume': staff(({ theirs }) => ({
    workspaceId: theirs.ctx.workspace.id,
    reason: 'Invii senza consenso',
  })),
  'backoffice.deliveries.search': staff(({ theirs }) => ({ purpose: 'Richiesta numero 12', address: theirs.address })),
  'backoffice.deliveries.attempts': staff(({ theirs }) => ({
    purpose: 'Richiesta numero 12',
    workspaceId: theirs.ctx.workspace.id,
    campaignId: theirs.campaign.finished,
    contactId: theirs.contact,
  })),
  'backoffice.staff.list': staff(),
  'backoffice.staff.create': staff(() => ({
    username: 'nuovo.staff',
    email: 'staff@posta.example',
    name: 'Nuovo',
    role: 'support',
  })),
  // Their owner is a customer's person, not the provider's: nobody to end.
  'backoffice.staff.end': staff(({ theirs }) => ({ userId: theirs.people.owner.userId }), 'none'),
  'backoffice.settings.list': staff(),
  'backoffice.settings.set': staff(() => ({ key: 'contract.trial-days', value: 31 })),
  'backoffice.settings.reset': staff(() => ({ key: 'contract.trial-days' })),
  'backoffice.jobs.queues': staff(),
  'backoffice.jobs.failed': staff(() => ({})),
  // No job has failed here.
  'backoffice.jobs.discard': staff(({ theirs }) => ({ queue: 'contacts.import', jobId: theirs.import }), 'none'),
  'backoffice.jobs.processes': staff(),
  'backoffice.jobs.retry': staff(({ theirs }) => ({ queue: 'contacts.import', jobId: theirs.import }), 'none'),
};
