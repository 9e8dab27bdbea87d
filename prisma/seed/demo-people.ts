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

/** Who is written in two lists under two addresses, as happens in life: whom, by place among the people, and where again. */
const twins: { of: number; group: DemoGroup; address: (first: string, last: string, provider: string) => string }[] = [
  { of: 12, group: 'Amici', address: (first, last, provider) => `${first[0]}.${last}@${provider}` },
  { of: 87, group: 'Donatori', address: (first, last, provider) => `${first}.${last.slice(0, -1)}@${provider}` },
  { of: 140, group: 'Volontari', address: (first, last, provider) => `${last}.${first}@${provider}` },
];

/** Every name that first and last names make, in an order that is the same each time. */
function shuffledNames(random: () => number) {
  const names = firstNames.flatMap((firstName) => lastNames.map((lastName) => ({ firstName, lastName })));
  return names
    .map((name) => ({ name, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
}

/** The 1,200 people of the demo: the same ones each time, each address once, and nobody's namesake but three who are there twice. */
export function demoPeople(): DemoPerson[] {
  const random = seededRandom(1994);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('an empty list');
    return found;
  };
  const names = shuffledNames(random);
  const people: DemoPerson[] = [];
  for (const [group, size] of weights) {
    const again = twins.filter((twin) => twin.group === group);
    for (let n = 0; n < size; n++) {
      const twin = again[n - (size - again.length)];
      const known = twin && people[twin.of];
      const { firstName, lastName } = known ?? names[people.length] ?? { firstName: '', lastName: '' };
      const [first, last] = [local(firstName), local(lastName)];
      const provider = known?.address.split('@')[1] ?? (group === 'Scuole' ? 'scuola.example' : pick(providers));
      const address = twin ? twin.address(first, last, provider) : `${first}.${last}@${provider}`;
      const card = `LF-${String(people.length + 1).padStart(4, '0')}`;
      const town = known?.town ?? pick(towns);
      people.push({ address, firstName, lastName, town, card, since: 1994 + Math.floor(random() * 32), group });
    }
  }
  return people;
}
