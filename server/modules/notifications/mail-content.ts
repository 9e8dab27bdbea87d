import { createTranslator } from 'next-intl';
import { type Language, parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import { originOf } from '#server/config/hosts.ts';
import { enquirer, enquiryWants } from '#shared/enquiry.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import type { MailContent } from './mail-layout.ts';
import type { PersonLinkKind, SystemMailData, SystemMailKind } from './schemas.ts';
import { portalLink, signedLink } from './signed-links.ts';

async function translator(language: Language) {
  const messages = await loadMessages(language);
  return createTranslator({ locale: language, messages, namespace: 'mail', timeZone: 'Europe/Rome' });
}
type Translate = Awaited<ReturnType<typeof translator>>;
type Writer<K extends SystemMailKind> = (
  data: SystemMailData<K>,
  t: Translate,
  provider: string,
  language: Language,
) => Omit<MailContent, 'greeting' | 'footer'>;

const writers: { [K in SystemMailKind]: Writer<K> } = {
  activation: (data, t, provider) => ({
    subject: t('activation.subject', { provider }),
    paragraphs: [
      data.trial
        ? t('activation.trial', { provider, plan: data.planName, days: data.trialDays })
        : t('activation.bought', { provider, plan: data.planName, months: data.months }),
      t('activation.what'),
    ],
    action: { label: t('activation.action'), url: signedLink('activate', data.purchaseId) },
    notes: [t('activation.until', { date: new Date(data.expiresAt) }), t('activation.unexpected')],
  }),
  invitation: (data, t, provider) => ({
    subject: t('invitation.subject', data),
    paragraphs: [t('invitation.body', { ...data, provider }), t(`invitation.roles.${data.role}`)],
    action: { label: t('invitation.action'), url: signedLink('invite', data.invitationId) },
    notes: [t('invitation.until', { date: new Date(data.expiresAt) }), t('invitation.unexpected')],
  }),
  'member-removed': (data, t) => ({
    subject: t('memberRemoved.subject', data),
    paragraphs: [t('memberRemoved.body', data)],
    notes: [t('memberRemoved.note')],
  }),
  'particulars-flagged': (data, t, provider) => ({
    subject: t('particularsFlagged.subject', data),
    paragraphs: [t('particularsFlagged.body', { ...data, provider }), data.reason],
    action: { label: t('particularsFlagged.action'), url: portalLink(data.slug, 'settings/particulars') },
    notes: [t('particularsFlagged.note')],
  }),
  'confirm-sign-up': (data, t, provider) => ({
    subject: t('confirmSignUp.subject', data),
    paragraphs: [t('confirmSignUp.asked', data), t('confirmSignUp.what')],
    action: { label: t('confirmSignUp.action'), url: signedLink('confirm', data.signUpId) },
    notes: [
      t('confirmSignUp.until', { date: new Date(data.expiresAt) }),
      t('confirmSignUp.sender', { ...data, provider }),
    ],
  }),
  'already-subscribed': (data, t) => ({
    subject: t('alreadySubscribed.subject', data),
    paragraphs: [t('alreadySubscribed.asked', data), t('alreadySubscribed.what')],
    action: { label: t('alreadySubscribed.action'), url: signedLink('confirm', data.signUpId) },
    notes: [t('alreadySubscribed.until', { date: new Date(data.expiresAt) })],
  }),
  'enquiry-arrived': (data, t) => ({
    subject: t('enquiryArrived.subject', wanted(data)),
    paragraphs: [
      t('enquiryArrived.body', { ...wanted(data), who: enquirer(data) }),
      [data.email, data.phone].filter(Boolean).join(' · '),
      ...(data.words ? [data.words] : []),
    ],
    action: {
      label: t('enquiryArrived.action'),
      url: `${originOf('console')}/admin/enquiries?id=${data.enquiryId}`,
    },
    notes: [t('enquiryArrived.note')],
    replyTo: data.email,
  }),
  'enquiry-received': (data, t, provider) => ({
    subject: t('enquiryReceived.subject', { provider }),
    paragraphs: [
      t('enquiryReceived.body', { ...wanted(data), provider }),
      t('enquiryReceived.next', { days: data.answerDays }),
    ],
    notes: [t('enquiryReceived.unexpected')],
  }),
  'workspace-suspended': (data, t, provider) => ({
    subject: t('workspaceSuspended.subject', data),
    paragraphs: [t('workspaceSuspended.body', { ...data, provider }), data.reason, t('workspaceSuspended.what')],
    notes: [t('workspaceSuspended.note')],
  }),
  'workspace-resumed': (data, t, provider) => ({
    subject: t('workspaceResumed.subject', data),
    paragraphs: [t('workspaceResumed.body', { ...data, provider }), data.reason],
    notes: [t('workspaceResumed.note')],
  }),
  'misuse-report': (data, t) => ({
    subject: t('misuseReport.subject', data),
    paragraphs: [t('misuseReport.body', data), data.text],
    action: { label: t('misuseReport.action'), url: `${originOf('console')}/admin/reports` },
    notes: [],
  }),
  'misuse-answer': (data, t) => ({
    subject: t('misuseAnswer.subject', data),
    paragraphs: [t('misuseAnswer.body', data), data.answer],
    action: { label: t('misuseAnswer.action'), url: portalLink(data.slug, 'settings/reports') },
    notes: [],
  }),
  'review-asked': (data, t, _provider, language) => ({
    subject: t('review.askedSubject', { campaign: data.campaign }),
    paragraphs: [
      t('review.asked', { asker: data.asker, campaign: data.campaign, workspace: data.workspace }),
      data.scheduledAt
        ? t('review.wantedAt', { at: writtenTime(data.scheduledAt, data.timeZone, language) })
        : t('review.wantedNow'),
      ...(data.note ? [t('review.note', { name: data.asker, note: data.note })] : []),
    ],
    action: { label: t('review.look'), url: reviewUrl(data) },
    notes: [t('review.exactly')],
  }),
  'review-decided': (data, t, _provider, language) => ({
    subject: t(data.approved ? 'review.approvedSubject' : 'review.returnedSubject', { campaign: data.campaign }),
    paragraphs: [
      t(data.approved ? 'review.approved' : 'review.returned', { name: data.decider, campaign: data.campaign }),
      ...(data.approved && data.scheduledAt
        ? [t('review.goesAt', { at: writtenTime(data.scheduledAt, data.timeZone, language) })]
        : []),
      ...(data.answer ? [t('review.note', { name: data.decider, note: data.answer })] : []),
    ],
    action: { label: t('review.open'), url: reviewUrl(data) },
    notes: [],
  }),
  'reset-password': ({ people, minutes }, t, provider) => ({
    subject: t('resetPassword.subject', { provider }),
    paragraphs: [t('resetPassword.body', { provider, people: people.length, username: people[0]?.username ?? '' })],
    ...personLinks(people, (username) => t('resetPassword.action', { people: people.length, username })),
    notes: [t('access.until', { minutes }), t('resetPassword.unexpected')],
  }),
  'block-access': ({ people, minutes }, t, provider) => ({
    subject: t('blockAccess.subject', { provider }),
    paragraphs: [t('blockAccess.body', { provider, people: people.length, username: people[0]?.username ?? '' })],
    ...personLinks(people, (username) => t('blockAccess.action', { people: people.length, username })),
    notes: [t('access.until', { minutes }), t('blockAccess.unexpected')],
  }),
  'access-blocked': ({ username, linkId, kind, minutes }, t, provider) => ({
    subject: t('accessBlocked.subject', { provider }),
    paragraphs: [t('accessBlocked.body', { username, provider }), t('accessBlocked.next')],
    action: { label: t('resetPassword.action', { people: 1, username }), url: signedLink(kind, linkId) },
    notes: [t('access.until', { minutes }), t('accessBlocked.later')],
  }),
  'password-changed': (data, t, provider, language) => ({
    subject: t('passwordChanged.subject', { provider }),
    paragraphs: [t('passwordChanged.body', { username: data.username, provider })],
    ...accessNotice(data, t, language),
  }),
  'new-station': (data, t, provider, language) => ({
    subject: t('newStation.subject', { provider }),
    paragraphs: [t('newStation.body', { username: data.username, provider })],
    ...accessNotice(data, t, language),
  }),
  'second-factor': (data, t, provider, language) => ({
    subject: t('secondFactor.subject', { provider, event: data.event }),
    paragraphs: [
      t(`secondFactor.${data.event}`, {
        ...{ username: data.username, provider },
        ...{ by: data.by, workspace: data.workspace },
      }),
    ],
    ...accessNotice(data, t, language),
  }),
};

/** What a visitor asked for, as its sentences select it. */
function wanted(enquiry: { planName: string | null; trial: boolean }) {
  return { plan: enquiry.planName ?? '', what: enquiryWants(enquiry) };
}

/** One person's link is the mail's button; of several, each stands under its username. */
function personLinks(
  people: { username: string; linkId: string; kind: PersonLinkKind }[],
  label: (username: string) => string,
): Pick<MailContent, 'action' | 'links'> {
  const links = people.map(({ username, linkId, kind }) => ({ label: label(username), url: signedLink(kind, linkId) }));
  const [only, ...more] = links;
  return only && more.length === 0 ? { action: only } : { links };
}

/** When and from where it was done, and the way out for whoever did not do it. */
function accessNotice(
  data: Omit<SystemMailData<'new-station'>, 'username'>,
  t: Translate,
  language: Language,
): Pick<MailContent, 'links' | 'notes'> {
  const device = [data.browser, data.system].filter(Boolean).join(', ') || t('access.unknownDevice');
  return {
    notes: [
      t('access.where', { at: writtenTime(data.at, 'Europe/Rome', language), address: data.address || '–', device }),
      t('access.notYou'),
    ],
    links: [{ label: t('access.block'), url: signedLink('block', data.blockLinkId) }],
  };
}

/** A moment in a workspace's zone, which is named: the reader may be elsewhere. */
function writtenTime(at: string, timeZone: string, language: Language): string {
  const style = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(language, { ...style, timeZone, timeZoneName: 'short' }).format(new Date(at));
}

const reviewUrl = (data: { slug: string; campaignId: string }) =>
  portalLink(data.slug, `campaigns/${data.campaignId}/review`);

/** Writes a system mail in a language, with the provider's own name and particulars. Signs the links it carries. */
export async function writeSystemMail<K extends SystemMailKind>(
  kind: K,
  data: SystemMailData<K>,
  options: { language: string; settings: ProviderSettings },
): Promise<MailContent> {
  const { settings } = options;
  const t = await translator(parseLanguage(options.language));
  const provider = settings['provider.name'];
  const particulars = [settings['provider.legal-name'], settings['provider.address'], settings['provider.vat-number']];
  return {
    ...writers[kind](data, t, provider, parseLanguage(options.language)),
    greeting: t('greeting'),
    footer: [
      ...particulars.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== ''),
      t('help', { address: settings['provider.support-address'] }),
    ],
  };
}
