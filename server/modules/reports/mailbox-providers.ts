/** Mailbox providers under whose domains many Italian recipients are; what is not listed stands under its own domain. */
export const mailboxProviders = [
  { id: 'google', name: 'Gmail', domains: ['gmail.com', 'googlemail.com'] },
  {
    id: 'microsoft',
    name: 'Outlook',
    domains: [
      'outlook.com',
      'outlook.it',
      'hotmail.com',
      'hotmail.it',
      'live.com',
      'live.it',
      'msn.com',
      'windowslive.com',
    ],
  },
  { id: 'yahoo', name: 'Yahoo', domains: ['yahoo.com', 'yahoo.it', 'ymail.com', 'rocketmail.com', 'aol.com'] },
  { id: 'apple', name: 'iCloud', domains: ['icloud.com', 'me.com', 'mac.com'] },
  {
    id: 'italiaonline',
    name: 'Libero e Virgilio',
    domains: ['libero.it', 'virgilio.it', 'iol.it', 'inwind.it', 'blu.it', 'giallo.it'],
  },
  { id: 'tim', name: 'TIM', domains: ['alice.it', 'tim.it', 'tin.it'] },
  { id: 'tiscali', name: 'Tiscali', domains: ['tiscali.it'] },
  { id: 'fastweb', name: 'Fastweb', domains: ['fastwebnet.it', 'fastweb.it'] },
] as const;

const byDomain = new Map<string, string>(
  mailboxProviders.flatMap(({ id, domains }) => domains.map((domain) => [domain, id] as const)),
);

/** Where a recipient's mailbox is: `provider:ID`, or `domain:NAME`. */
export type Place = `provider:${string}` | `domain:${string}`;

export const placeOf = (domain: string): Place => {
  const provider = byDomain.get(domain);
  return provider ? `provider:${provider}` : `domain:${domain}`;
};

/** The domains of a place; none for a provider that we don't know. */
export function domainsOf(place: string): readonly string[] {
  const at = place.indexOf(':');
  const [kind, name] = [place.slice(0, at), place.slice(at + 1)];
  if (kind === 'domain') return [name.toLowerCase()];
  return mailboxProviders.find(({ id }) => id === name)?.domains ?? [];
}

/** Its name, as people know it. */
export function placeName(place: string): string {
  const name = place.slice(place.indexOf(':') + 1);
  return (place.startsWith('provider:') && mailboxProviders.find(({ id }) => id === name)?.name) || name;
}
