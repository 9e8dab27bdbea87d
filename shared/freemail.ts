/** Mailbox providers whose names belong to everybody: their DMARC policies refuse anybody else's bulk mail From them. */
const names: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.it',
  'hotmail.com',
  'hotmail.it',
  'live.com',
  'live.it',
  'msn.com',
  'yahoo.com',
  'yahoo.it',
  'ymail.com',
  'rocketmail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'gmx.com',
  'gmx.net',
  'gmx.de',
  'web.de',
  'mail.com',
  'mail.ru',
  'proton.me',
  'protonmail.com',
  'pm.me',
  'tutanota.com',
  'zoho.com',
  'fastmail.com',
  'libero.it',
  'virgilio.it',
  'iol.it',
  'inwind.it',
  'blu.it',
  'giallo.it',
  'alice.it',
  'tim.it',
  'tin.it',
  'tiscali.it',
  'email.it',
  'fastwebnet.it',
  'vodafone.it',
  'katamail.com',
  'poste.it',
]);
/** Whole families: yahoo.fr, hotmail.co.uk … */
const families = /^(?:yahoo|hotmail|outlook|live|gmx)\.(?:[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/;

/** Whether a domain (lower case, ASCII) is a mailbox provider's own, from which nobody may send in bulk. */
export function isFreemail(domain: string): boolean {
  return names.has(domain) || families.test(domain);
}
