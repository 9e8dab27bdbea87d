import { z } from 'zod';
import { checkAddress } from '#shared/address.ts';
import { readTaxCode, readVatNumber } from '#shared/tax-id.ts';
import {
  featureNames,
  needsBasis,
  type ParticularName,
  particularNames,
  trackingLevelNames,
  workspaceLanguages,
} from './values.ts';

export * from './values.ts';

const text = (max: number) => z.string().trim().max(max);
const days = z.number().int().min(0).max(36_500);
const share = z.number().min(0).max(100);
const cents = z.number().int().min(0).max(100_000_000);

export const planSchema = z.object({
  code: text(20).min(1),
  name: text(80).min(1),
  features: z.array(z.enum(featureNames)).min(1),
  startCents: cents,
  monthlyCents: cents,
  limits: z.record(z.string(), z.number().int().min(0)),
});

/**
 * Every setting of the provider: its schema, and the value that holds until somebody changes it. Figures of the contract
 * are here with the row of the requirements they come from, and nowhere in code.
 */
export const providerSettingsSchema = z.object({
  // Who the provider is
  'provider.name': text(120).min(1).default('Postino'),
  'provider.legal-name': text(200).default('Postino Servizi di posta'),
  'provider.address': text(400).default(''),
  'provider.vat-number': text(20).default(''),
  'provider.support-address': text(200).default('assistenza@postino.example'),
  'provider.sender-address': text(200).default('servizio@postino.example'),
  'provider.logo-url': text(500).default(''),
  'provider.invoice-issuer': text(200).default(''),
  // Legal texts, one for each language
  'legal.terms-it': text(200_000).default(''),
  'legal.terms-en': text(200_000).default(''),
  'legal.privacy-it': text(200_000).default(''),
  'legal.privacy-en': text(200_000).default(''),
  'legal.processor-it': text(200_000).default(''),
  'legal.processor-en': text(200_000).default(''),
  // People (H1, H3, H4)
  'people.activation-days': days.default(14),
  'people.invitation-days': days.default(7),
  'people.password-days': days.default(90),
  'people.password-history': z.number().int().min(0).max(50).default(5),
  'people.reset-minutes': z.number().int().min(5).max(1440).default(60),
  'people.staff-second-factor': z.boolean().default(true),
  'people.session-idle-days': z.number().min(0.01).max(365).default(0.5),
  'people.session-absolute-days': days.default(30),
  // Life of a contract (H2, H19, H23)
  'contract.trial-days': days.default(30),
  'contract.purge-days': days.default(30),
  'contract.data-on-request-days': days.default(7),
  'contract.price-rise-percent': share.default(15),
  // What visitors ask for before buying. No days: no answer is promised by when
  'sales.answer-days': z.number().int().min(0).max(30).default(0),
  'sales.enquiries-per-hour': z.number().int().min(1).max(1000).default(10),
  // Sending
  'sending.deferral-hours': z.number().int().min(24).max(72).default(48),
  'sending.bounce-window-days': days.default(7),
  'sending.connections': z.number().int().min(1).max(200).default(10),
  'sending.window': z.number().int().min(1).max(100).default(10),
  'sending.soft-bounces': z.number().int().min(1).max(50).default(5),
  'sending.pec-domains': z.array(text(200)).default(['pec.it', 'legalmail.it', 'arubapec.it', 'postacert.it']),
  'sending.forwards-per-message': z.number().int().min(0).max(20).default(3),
  'sending.forwards-per-network-hour': z.number().int().min(1).max(1_000).default(20),
  'sending.forwards-per-friend-day': z.number().int().min(1).max(100).default(2),
  'sending.forward-days': days.default(90),
  // Sign-up forms (H11)
  'forms.mails-per-day': z.number().int().min(1).max(100).default(3),
  'forms.mails-per-month': z.number().int().min(1).max(1000).default(10),
  'forms.sign-ups-per-hour': z.number().int().min(1).max(10_000).default(60),
  'forms.plain-sign-ups-per-hour': z.number().int().min(1).max(10_000).default(10),
  'forms.proof-bits': z.number().int().min(0).max(24).default(18),
  // Retention
  'retention.undo-hours': z.number().int().min(1).max(720).default(24),
  'retention.import-files-days': days.default(30),
  'retention.opt-in-pending-days': days.default(7),
  'retention.events-days': days.default(730),
  'retention.audit-days': days.default(1825),
  'retention.sign-ins-days': days.default(180),
  'retention.health-days': days.default(730),
  'retention.enquiries-days': days.default(180),
  // Service level (H17, H18)
  'service-level.yearly-percent': share.default(99.1),
  'service-level.monthly-hours': z.number().int().min(0).max(744).default(650),
  'service-level.credit-threshold-percent': share.default(99),
  'service-level.credit-percent': share.default(10),
  'service-level.higher-credit-threshold-percent': share.default(98),
  'service-level.higher-credit-percent': share.default(25),
  'service-level.announce-days': days.default(3),
  'service-level.maintenance-hours': z.number().int().min(1).max(72).default(12),
  // Compliance (H21)
  'compliance.penalty-cents': cents.default(200_000),
  // When a customer's health is watched, and when it is bad: of the messages of 30 days
  'health.least-messages': z.number().int().min(1).max(1_000_000).default(100),
  'health.bounce-watch-percent': share.default(2),
  'health.bounce-bad-percent': share.default(5),
  'health.complaint-watch-percent': share.default(0.1),
  'health.complaint-bad-percent': share.default(0.3),
  // What a customer needs (H31)
  'requirements.bandwidth-mbit': z.number().min(0.1).max(1000).default(2),
  // What is sold, and which services can be used already: the others are shown as coming
  'catalogue.available': z.array(z.enum(featureNames)).default(['newsletter']),
  'catalogue.plans': z.array(planSchema).default([
    {
      code: 'NL-S',
      name: 'Newsletter S',
      features: ['newsletter'],
      startCents: 0,
      monthlyCents: 2_900,
      limits: { contacts: 5_000, messagesPerMonth: 50_000 },
    },
    {
      code: 'NL-L',
      name: 'Newsletter L',
      features: ['newsletter'],
      startCents: 9_000,
      monthlyCents: 14_900,
      limits: { contacts: 100_000, messagesPerMonth: 1_000_000 },
    },
    {
      code: 'MM-5',
      name: 'Mail Manager 5',
      features: ['monitor'],
      startCents: 5_000,
      monthlyCents: 3_900,
      limits: { mailboxes: 5, monitoredMessagesPerMonth: 20_000 },
    },
    {
      code: 'ALL',
      name: 'Tutto',
      features: ['newsletter', 'monitor', 'hosted_mail', 'relay', 'migration'],
      startCents: 15_000,
      monthlyCents: 24_900,
      limits: { contacts: 100_000, messagesPerMonth: 1_000_000, mailboxes: 5, monitoredMessagesPerMonth: 20_000 },
    },
  ]),
});

export type ProviderSettings = z.output<typeof providerSettingsSchema>;
export type ProviderSettingKey = keyof ProviderSettings;
const trackingLevel = z.enum(trackingLevelNames);

/** What contacts without a choice of their own are tracked at. `basis`: in the customer's words. */
export const trackingDefaultInput = z
  .object({ opens: trackingLevel, clicks: trackingLevel, basis: text(2000) })
  .refine((input) => !needsBasis(input) || input.basis !== '', { path: ['basis'], message: 'required' });
export type TrackingDefault = z.infer<typeof trackingDefaultInput>;
export type Particulars = Record<ParticularName, string>;

const orEmpty = (holds: (text: string) => boolean) => (text: string) => text === '' || holds(text);
const address = text(254).refine(
  orEmpty((typed) => checkAddress(typed).valid),
  'email',
);

export const particularsSchema = z
  .object({
    name: text(120).min(1),
    holderKind: z.enum(['company', 'person']),
    vatNumber: text(40).refine(
      orEmpty((typed) => readVatNumber(typed).valid),
      'vatNumber',
    ),
    taxCode: text(40).refine(
      orEmpty((typed) => readTaxCode(typed).valid),
      'taxCode',
    ),
    postalAddress: text(400),
    email: address,
    /** Digits as people write them: with a prefix, spaces, dots. */
    phone: text(40).refine(
      orEmpty((typed) => /^\+?[\d\s().\-/]{6,}$/.test(typed)),
      'phone',
    ),
    contactPerson: text(120),
    certifiedMail: address,
    /** The SdI's recipient code: six characters for public bodies, seven for others. */
    invoiceCode: text(7)
      .toUpperCase()
      .refine(
        orEmpty((typed) => /^[A-Z0-9]{6,7}$/.test(typed)),
        'invoiceCode',
      ),
  })
  .superRefine((value, context) => {
    if (value.vatNumber !== '' || value.taxCode !== '') return;
    const path = [value.holderKind === 'company' ? 'vatNumber' : 'taxCode'];
    context.addIssue({ code: 'custom', path, message: 'taxIdNeeded' });
  });
/** `known`: the version that the form was filled from; null before the first. */
export const saveParticularsInput = z.object({ known: z.uuid().nullable(), particulars: particularsSchema });
export type SaveParticularsInput = z.output<typeof saveParticularsInput>;
export const answerFlagInput = z.object({ flagId: z.uuid(), words: text(500) });
export type AnswerFlagInput = z.infer<typeof answerFlagInput>;
export const flagParticularInput = z.object({
  workspaceId: z.uuid(),
  field: z.enum(particularNames),
  reason: text(500).min(5),
});
export type FlagParticularInput = z.infer<typeof flagParticularInput>;

/** A name of the time zone database, by which clocks change: no mere offset, and nothing that only one program knows. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}

/** What holds for the whole workspace. */
export const generalSettingsInput = z.object({
  timeZone: text(64).refine(isTimeZone, { message: 'required' }),
  language: z.enum(workspaceLanguages),
  /** Nothing is sent that a second person has not approved. */
  approvalRequired: z.boolean(),
});
export type GeneralSettings = z.infer<typeof generalSettingsInput>;
