import { z } from 'zod';
import { checkAddress } from '#shared/address.ts';
import { cursorPage } from '#shared/paging.ts';
import { readTaxCode, readVatNumber } from '#shared/tax-id.ts';
import { newPassword, username } from '../identity/schemas.ts';
import { featureNames } from '../workspaces/schemas.ts';
import { consentPurposes, enquiryStates, type PurchaseState, purchaseSources, purchaseStates } from './values.ts';

export * from './values.ts';

const email = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .refine((text) => checkAddress(text).valid, 'email');
const cents = z.number().int().min(0).max(100_000_000);
const token = z.string().min(1).max(200);

export const createPurchaseInput = z.object({
  plan: z.string().trim().min(1).max(20),
  months: z.number().int().min(1).max(60).default(12),
  /** The plan's, where left out. */
  features: z.array(z.enum(featureNames)).min(1).optional(),
  startCents: cents.optional(),
  monthlyCents: cents.optional(),
  trial: z.boolean().default(false),
  /** Whether the money is there; a trial needs none. */
  paid: z.boolean().default(false),
  email,
  customerName: z.string().trim().max(200).optional(),
  language: z.enum(['it', 'en']).default('it'),
  /** What an outside marketplace knows the sale by. */
  externalRef: z.string().max(200).optional(),
  /** What a visitor asked for, where the sale came of it: closed with it. */
  enquiryId: z.uuid().optional(),
});
export type CreatePurchaseInput = z.input<typeof createPurchaseInput>;

/** The body of `POST /api/purchases`. Neither `paid` nor `trial`: it waits for its money. */
export const reportPurchaseInput = z
  .strictObject({
    plan: createPurchaseInput.shape.plan,
    email,
    customerName: createPurchaseInput.shape.customerName,
    months: createPurchaseInput.shape.months,
    paid: createPurchaseInput.shape.paid,
    trial: createPurchaseInput.shape.trial,
    language: createPurchaseInput.shape.language,
    externalRef: z.string().trim().min(1).max(100),
  })
  .refine((sale) => !(sale.paid && sale.trial), { path: ['trial'] });

/** What a marketplace is answered about a purchase of its own. `activationUrl`: only while it opens. */
export type PurchaseReport = {
  id: string;
  state: PurchaseState;
  plan: string;
  email: string;
  externalRef: string | null;
  activationUrl: string | null;
  /** ISO 8601. */
  expiresAt: string;
};

export const listPurchasesInput = cursorPage.extend({
  state: z.enum(purchaseStates).optional(),
  plan: z.string().max(20).optional(),
  source: z.enum(purchaseSources).optional(),
  search: z.string().trim().max(200).optional(),
});
export type ListPurchasesInput = z.infer<typeof listPurchasesInput>;

/** What an activation link gives, as its page shows it. */
export type PurchaseSummary = {
  planName: string;
  features: (typeof featureNames)[number][];
  limits: Record<string, number>;
  months: number;
  startCents: number;
  monthlyCents: number;
  currency: string;
  trial: boolean;
  trialDays: number;
  email: string;
  customerName: string | null;
  expiresAt: Date;
};

export const purchaseIdInput = z.object({ purchaseId: z.uuid() });

const accepted = z.boolean().refine((value) => value, 'accept');
const acceptanceFields = {
  /** The terms of service and the processor agreement (GDPR art. 28) as shown in `language`. */
  acceptTerms: accepted,
  acceptProcessor: accepted,
  language: z.enum(['it', 'en']),
};

const taxId = z.string().trim().max(40).default('');

/** The registration page of H1. */
export const registrationSchema = z
  .object({
    holderKind: z.enum(['company', 'person']),
    /** The company's name; a person's own name stands for it. */
    organisation: z.string().trim().max(120).default(''),
    name: z.string().trim().min(1).max(120),
    email,
    username,
    password: newPassword,
    vatNumber: taxId.refine((text) => text === '' || readVatNumber(text).valid, 'vatNumber'),
    taxCode: taxId.refine((text) => text === '' || readTaxCode(text).valid, 'taxCode'),
    consents: z.array(z.enum(consentPurposes)).default([]),
    ...acceptanceFields,
  })
  .superRefine((value, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (value.holderKind === 'company' && value.organisation === '') refuse('organisation', 'required');
    if (value.vatNumber === '' && value.taxCode === '') {
      refuse(value.holderKind === 'company' ? 'vatNumber' : 'taxCode', 'taxIdNeeded');
    }
    if (value.username !== '' && value.password.toLowerCase().includes(value.username)) {
      refuse('password', 'passwordHoldsName');
    }
  });
export type Registration = z.output<typeof registrationSchema>;

export const activateInput = z.object({ token, registration: registrationSchema });
export const activateHereInput = z.object({ token, workspaceId: z.uuid(), ...acceptanceFields });
export type ActivateHereInput = z.infer<typeof activateHereInput>;

export const activationTokenInput = z.object({ token });

export const agreementIdInput = z.object({ id: z.uuid() });

/** One line of text, without what would break or turn it. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u);

/** What a visitor asks for on the public pages. */
export const askInput = z.object({
  /** A plan's code; null: undecided. */
  plan: z.string().max(20).nullable(),
  trial: z.boolean(),
  name: line(120).min(1),
  company: line(200).default(''),
  email,
  phone: line(40)
    .refine((text) => text === '' || /^\+?[\d\s().\-/]{6,}$/.test(text), 'phone')
    .default(''),
  words: z.string().trim().max(2000).default(''),
  language: z.enum(['it', 'en']),
  /** A field that people do not see: whoever fills it in is a machine. */
  website: z.string().max(500).default(''),
});
export type AskInput = z.output<typeof askInput>;

export const listEnquiriesInput = cursorPage.extend({
  state: z.enum(enquiryStates).optional(),
  search: z.string().trim().max(200).optional(),
});
export type ListEnquiriesInput = z.infer<typeof listEnquiriesInput>;

export const enquiryIdInput = z.object({ enquiryId: z.uuid() });

export const handleEnquiryInput = z.object({
  enquiryId: z.uuid(),
  /** The revision that was read. */
  over: z.number().int().min(1),
  state: z.enum(enquiryStates),
  note: z.string().trim().max(2000),
});
export type HandleEnquiryInput = z.infer<typeof handleEnquiryInput>;

export const createMarketplaceInput = z.object({ name: z.string().trim().min(1).max(120) });
export const marketplaceIdInput = z.object({ marketplaceId: z.uuid() });

export const setConsentInput = z.object({ purpose: z.enum(consentPurposes), given: z.boolean() });
export type SetConsentInput = z.infer<typeof setConsentInput>;
