/** The places of the time zone database whose Italian names are others. */
const italian: Record<string, string> = {
  Antarctica: 'Antartide',
  Arctic: 'Artico',
  Atlantic: 'Atlantico',
  Europe: 'Europa',
  Indian: 'Oceano Indiano',
  Pacific: 'Pacifico',
  Algiers: 'Algeri',
  Athens: 'Atene',
  Belgrade: 'Belgrado',
  Berlin: 'Berlino',
  Brussels: 'Bruxelles',
  Bucharest: 'Bucarest',
  Cairo: 'Il Cairo',
  Copenhagen: 'Copenaghen',
  Dublin: 'Dublino',
  Jerusalem: 'Gerusalemme',
  Lisbon: 'Lisbona',
  Ljubljana: 'Lubiana',
  London: 'Londra',
  Luxembourg: 'Lussemburgo',
  'Mexico City': 'Città del Messico',
  Moscow: 'Mosca',
  Paris: 'Parigi',
  Prague: 'Praga',
  Rome: 'Roma',
  Stockholm: 'Stoccolma',
  Tunis: 'Tunisi',
  Vatican: 'Città del Vaticano',
  Warsaw: 'Varsavia',
  Zagreb: 'Zagabria',
  Zurich: 'Zurigo',
};

function partsOf(timeZone: string, language: string): string[] {
  const parts = timeZone.replaceAll('_', ' ').split('/');
  return language === 'it' ? parts.map((part) => italian[part] ?? part) : parts;
}

/** The place that a zone is named after, for a sentence: `Europe/Rome` is “Roma” in Italian. */
export function zonePlace(timeZone: string, language: string): string {
  return partsOf(timeZone, language).at(-1) ?? timeZone;
}

/** The same for a list, with where that is: `America/Argentina/Buenos_Aires` is “Buenos Aires (America, Argentina)”. */
export function zoneName(timeZone: string, language: string): string {
  const parts = partsOf(timeZone, language);
  const place = parts.pop() ?? timeZone;
  return parts.length === 0 ? place : `${place} (${parts.join(', ')})`;
}
