import { checkAddress } from '#shared/address.ts';
import { CONSENT_FIELD, TRACKING_FIELD } from '#shared/forms/form-view.ts';
import { fieldId } from '#shared/forms/view-of.ts';
import { parseAttributeValue } from '../contacts/index.ts';
import type { FormField, GivenConsents, PublishedDefinition, SignUpValues } from './schemas.ts';

export type FieldRefusal = { name: string; reason: 'required' | 'address' | 'consent' | 'value' };
export type ReadSignUp =
  | { ok: true; address: string; addressKey: string; values: SignUpValues; consents: GivenConsents }
  | { ok: false; refusals: FieldRefusal[] };

/** One line without controls or characters that turn the direction of reading. */
const cleaned = (text: string, max: number) =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, max);

/** What a visitor sent, by the form that they saw; pure. Fields that the form does not have are left out. */
export function readSignUp(published: PublishedDefinition, sent: ReadonlyMap<string, string>): ReadSignUp {
  const { definition, attributes } = published;
  const refusals: FieldRefusal[] = [];
  const values: SignUpValues = { firstName: '', lastName: '', language: null, attributes: {}, groupIds: [] };
  const textOf = (field: FormField) => cleaned(sent.get(fieldId(field)) ?? '', 500);
  const checked = checkAddress((sent.get('address') ?? '').trim());

  for (const field of definition.fields) {
    const name = fieldId(field);
    const text = textOf(field);
    if (field.kind === 'address') {
      if (!checked.valid) refusals.push({ name, reason: checked.reason === 'empty' ? 'required' : 'address' });
      continue;
    }
    if (text === '') {
      if (field.required) refusals.push({ name, reason: 'required' });
      continue;
    }
    if (field.kind === 'first-name') values.firstName = text.slice(0, 200);
    else if (field.kind === 'last-name') values.lastName = text.slice(0, 200);
    else if (field.kind === 'language') {
      if (/^[a-z]{2}$/.test(text)) values.language = text;
      else refusals.push({ name, reason: 'value' });
    } else {
      const attribute = attributes.find((one) => one.key === field.key);
      const value = attribute && parseAttributeValue(attribute, text);
      if (value === undefined) refusals.push({ name, reason: 'value' });
      else values.attributes[field.key] = value;
    }
  }
  values.groupIds = definition.groups.offered
    .map(({ id }) => id)
    .filter((id) => (sent.get(`group-${id}`) ?? '') !== '');
  if ((sent.get(CONSENT_FIELD) ?? '') === '') refusals.push({ name: CONSENT_FIELD, reason: 'consent' });
  if (refusals.length > 0 || !checked.valid) return { ok: false, refusals };

  const { receive, tracking } = definition.consents;
  const tracked = tracking !== '' && (sent.get(TRACKING_FIELD) ?? '') !== '';
  const consents = { receive, tracking: tracked ? tracking : null, privacy: definition.privacy.text };
  return { ok: true, address: checked.address, addressKey: checked.normalised, values, consents };
}
