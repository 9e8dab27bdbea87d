import { z } from 'zod';
import { formFonts, formShapes } from '#shared/forms/form-view.ts';
import { fieldId } from '#shared/forms/view-of.ts';
import { cursorPage } from '#shared/paging.ts';
import { attributeTypes } from '../contacts/schemas.ts';
import { formLanguages, signUpStates } from './values.ts';

export * from './values.ts';

const id = z.uuid();
const line = (max: number) => z.string().trim().max(max);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'colour');

const fieldText = { label: line(120), required: z.boolean() };
/** The address is always asked for and always required; of the others each at most once. */
export const formField = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), ...fieldText }),
  z.object({ kind: z.literal('first-name'), ...fieldText }),
  z.object({ kind: z.literal('last-name'), ...fieldText }),
  z.object({ kind: z.literal('language'), ...fieldText }),
  z.object({ kind: z.literal('attribute'), key: z.string().min(1).max(60), ...fieldText }),
]);
export type FormField = z.infer<typeof formField>;

export const formDefinition = z
  .object({
    v: z.literal(1),
    language: z.enum(formLanguages),
    texts: z.object({
      title: line(120),
      intro: line(1000),
      button: line(60),
      /** After sending: look into your mail. */
      thanks: line(600),
      /** After the button of the confirmation. */
      confirmed: line(600),
      /** For whoever presses it again. */
      already: line(600),
    }),
    fields: z.array(formField).min(1).max(40),
    /** `always`: for everybody. `offered`: ticked by the visitor, in the visitor's words. */
    groups: z.object({
      always: z.array(id).max(50),
      label: line(120),
      offered: z.array(z.object({ id, label: line(120) })).max(30),
    }),
    topicIds: z.array(id).max(20),
    privacy: z.object({ text: line(4000), url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]) }),
    consents: z.object({
      receive: line(600),
      /** '': individual tracking is not asked for. */
      tracking: line(600),
    }),
    look: z.object({
      accent: colour,
      ground: colour,
      ink: colour,
      shape: z.enum(formShapes),
      font: z.enum(formFonts),
    }),
  })
  .refine(({ fields }) => fields.filter(({ kind }) => kind === 'address').length === 1, 'address-field')
  .refine(({ fields }) => new Set(fields.map(fieldId)).size === fields.length, 'field-twice');
export type FormDefinition = z.infer<typeof formDefinition>;

/** What visitors saw: the definition with the attributes as they were, and the names that its texts stand for. */
export const publishedDefinition = z.object({
  definition: formDefinition,
  attributes: z.array(z.object({ key: z.string(), type: z.enum(attributeTypes), choices: z.array(z.string()) })),
  provider: z.string(),
  workspace: z.string(),
});
export type PublishedDefinition = z.infer<typeof publishedDefinition>;

/** Each consent that was ticked, with the words beside its box. */
export const givenConsents = z.object({ receive: z.string(), tracking: z.string().nullable(), privacy: z.string() });
export type GivenConsents = z.infer<typeof givenConsents>;

/** What a visitor filled in, cleaned. */
export const signUpValues = z.object({
  firstName: z.string().default(''),
  lastName: z.string().default(''),
  language: z.string().nullable().default(null),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  groupIds: z.array(z.string()).default([]),
});
export type SignUpValues = z.infer<typeof signUpValues>;

/** An origin as browsers send it: scheme and host, with the port where it is not the scheme's own. */
const siteOrigin = z
  .string()
  .trim()
  .max(260)
  .transform((text, check) => {
    try {
      const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
      // Some browsers let spaces into a host; no site has such a name.
      const named = /^(?:[a-z0-9-]+\.)*[a-z0-9-]+$|^\[[0-9a-f:]+\]$/i.test(url.hostname);
      if ((url.protocol === 'https:' || url.protocol === 'http:') && !url.username && named) return url.origin;
    } catch {
      // Told below, as anything else that is no site.
    }
    check.addIssue({ code: 'custom', message: 'site' });
    return z.NEVER;
  });

export const formIdInput = z.object({ id });
export const createFormInput = z.object({ name: line(120).min(1), language: z.enum(formLanguages) });
export const duplicateFormInput = z.object({ id, name: line(120).min(1) });
export const saveFormInput = z.object({
  id,
  revision: z.number().int().min(1),
  name: line(120).min(1).optional(),
  definition: formDefinition.optional(),
});
export type SaveFormInput = z.infer<typeof saveFormInput>;
export const publishFormInput = z.object({ id, revision: z.number().int().min(1) });
export const setSitesInput = z.object({ id, sites: z.array(siteOrigin).max(50) });
export const listSignUpsInput = cursorPage.extend({
  formId: id,
  state: z.enum(signUpStates).optional(),
  q: z.string().trim().max(200).optional(),
});
export const signUpIdInput = z.object({ id });

/** Why a form can't be published (`error`), or had better not be as it is (`warning`). */
export type FormIssue = {
  severity: 'error' | 'warning';
  code:
    | 'title'
    | 'button'
    | 'thanks'
    | 'label'
    | 'consent'
    | 'topic'
    | 'topic-gone'
    | 'group-gone'
    | 'attribute-gone'
    | 'choices'
    | 'privacy-provider'
    | 'privacy-tracking'
    | 'privacy-count'
    | 'contrast-text'
    | 'contrast-button'
    | 'sensitive';
  /** The field or label that it is about. */
  about: string;
};
