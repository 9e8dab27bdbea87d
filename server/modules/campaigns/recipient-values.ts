import type { WorkspaceFacts } from '#server/lib/context.ts';

export type ValuedContact = { address: string; firstName: string; lastName: string; attributes: unknown };

function attributeText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** What a contact brings to the variables of a message, keyed by their full names; no value is ''. */
export function recipientValues(
  contact: ValuedContact,
  workspace: Pick<WorkspaceFacts, 'name'>,
  campaign: { name: string },
): Record<string, string> {
  const values: Record<string, string> = {
    'contact.firstName': contact.firstName,
    'contact.lastName': contact.lastName,
    'contact.address': contact.address,
    'workspace.name': workspace.name,
    'campaign.name': campaign.name,
  };
  if (typeof contact.attributes === 'object' && contact.attributes !== null) {
    for (const [key, value] of Object.entries(contact.attributes)) {
      values[`contact.attributes.${key}`] = attributeText(value);
    }
  }
  return values;
}
