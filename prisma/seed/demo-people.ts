import { seededRandom } from './seeded-random.ts';

/** The groups of the demo's association, as paths; a child's members are of the parent too. */
export const demoGroups = [
  'Soci',
  'Soci/Fondatori',
  'Soci/Giovani',
  'Amici',
  'Donatori',
  'Donatori/Il ponte vecchio',
  'Volontari',
  'Stampa',
  'Scuole',
] as const;
export type DemoGroup = (typeof demoGroups)[number];

export type DemoPerson = {
  address: string;
  firstName: string;
  lastName: string;
  town: string;
  card: string;
  since: number;
  group: DemoGroup;
};

const firstNames =
  'Anna Marco Giulia Luca Francesca Andrea Chiara Matteo Elena Paolo Sara Davide Laura Stefano Martina Giovanni Silvia Roberto Valentina Alessandro Paola Simone Federica Giorgio Alice Pietro Irene Nicolò Beatrice Tommaso Lucia Enrico Marta Carlo Teresa Filippo Rosa Antonio Caterina Michele'.split(
    ' ',
  );
const lastNames =
  'Rossi|Ferrari|Russo|Bianchi|Colombo|Ricci|Marino|Greco|Bruno|Gallo|Conti|De Luca|Mancini|Costa|Giordano|Rizzo|Lombardi|Moretti|Barbieri|Fontana|Santoro|Mariani|Rinaldi|Caruso|Ferrara|Galli|Martini|Leone|Longo|Gentile|Martinelli|Vitale|Serra|Coppola|De Santis|D’Angelo|Marchetti|Parisi|Villa|Conte|Ferraro|Fabbri|Marini|Grasso|Valentini|Messina|Sala|Brambilla|Redaelli|Invernizzi'.split(
    '|',
  );
const towns = [
  'Cormano',
  'Lecco',
  'Mandello',
  'Varenna',
  'Bellano',
  'Colico',
  'Abbadia',
  'Malgrate',
  'Valmadrera',
  'Oggiono',
  'Merate',
  'Brivio',
];
const providers = [
  'posta.example',
  'corriere.example',
  'lario.example',
  'mail.example',
  'studio.example',
  'scuola.example',
];
const weights: [DemoGroup, number][] = [
  ['Soci', 340],
  ['Soci/Fondatori', 24],
  ['Soci/Giovani', 130],
  ['Amici', 420],
  ['Donatori', 90],
  ['Donatori/Il ponte vecchio', 56],
  ['Volontari', 70],
  ['Stampa', 30],
  ['Scuole', 40],
];

/** An address out of a name: no accents, no apostrophes, no blanks. */
function local(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase();
}

/** The 1,200 people of the demo: the same ones each time, each address once. */
export function demoPeople(): DemoPerson[] {
  const random = seededRandom(1994);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('an empty list');
    return found;
  };
  const used = new Set<string>();
  return weights.flatMap(([group, size]) =>
    Array.from({ length: size }, (): DemoPerson => {
      const firstName = pick(firstNames);
      const lastName = pick(lastNames);
      const base = `${local(firstName)}.${local(lastName)}`;
      const provider = group === 'Scuole' ? 'scuola.example' : pick(providers);
      let address = `${base}@${provider}`;
      for (let n = 2; used.has(address); n++) address = `${base}${n}@${provider}`;
      used.add(address);
      const card = `LF-${String(used.size).padStart(4, '0')}`;
      return { address, firstName, lastName, town: pick(towns), card, since: 1994 + Math.floor(random() * 32), group };
    }),
  );
}
