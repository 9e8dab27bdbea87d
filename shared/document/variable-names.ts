/** Names that are the same in every workspace; a contact's own attributes come beside them. */
export const fixedVariableNames = [
  'contact.firstName',
  'contact.lastName',
  'contact.address',
  'workspace.name',
  'workspace.address',
  'workspace.email',
  'workspace.phone',
  'campaign.name',
  'campaign.subject',
  'campaign.date',
  'link.unsubscribe',
  'link.preferences',
  'link.consent',
  'link.view',
  'link.forward',
] as const;

export type LinkVariable = 'link.unsubscribe' | 'link.preferences' | 'link.consent' | 'link.view' | 'link.forward';

const linkNames: ReadonlySet<string> = new Set([
  'link.unsubscribe',
  'link.preferences',
  'link.consent',
  'link.view',
  'link.forward',
]);
const fixedNames: ReadonlySet<string> = new Set(fixedVariableNames);
const attributeName = /^contact\.attributes\.[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Whether the name can stand in a message: a fixed name, or `contact.attributes.KEY`. */
export function isVariableName(name: string): boolean {
  return fixedNames.has(name) || attributeName.test(name);
}

/** `link.preferences` is the page where one keeps receiving without being tracked, `link.consent` where one agrees to being tracked. */
export function isLinkVariable(name: string): name is LinkVariable {
  return linkNames.has(name);
}
