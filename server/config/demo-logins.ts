export const demoSlug = 'demo';
/** The demo's one password: it is printed at each start, and only the demo's people have it. */
export const demoPassword = 'lungofiume-2026';

export const demoMembers = [
  { username: 'marta', name: 'Marta Invernizzi', role: 'owner' },
  { username: 'paolo', name: 'Paolo Redaelli', role: 'editor' },
  { username: 'irene', name: 'Irene Sala', role: 'sender' },
  { username: 'carlo', name: 'Carlo Brambilla', role: 'analyst' },
  { username: 'lucia', name: 'Lucia Fabbri', role: 'billing' },
] as const;
export const demoStaff = [
  { username: 'staff', name: 'Giorgio Neri', role: 'administrator' },
  { username: 'staff.assistenza', name: 'Sara Villa', role: 'support' },
  { username: 'staff.moderazione', name: 'Enrico Serra', role: 'moderator' },
] as const;
