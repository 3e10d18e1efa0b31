/** Short labels of citations: 「Goodfellow et al. 2014」. */
import { references, type Reference, type ReferenceKey } from '@content/references';

/** Names for those whose last word does not tell who they are. */
const names: Partial<Record<ReferenceKey, string>> = {
  keras: 'keras.io',
  'keras-faq': 'Keras FAQ',
  cs231n: 'CS231n',
  'adversarial-nets-papers': 'zhangqianhui',
  oord2016: 'van den Oord et al. 2016',
};

const labels = labelAll();

/** @throws if there is no such reference, with the keys that there are */
export function findReference(key: string): Reference & { label: string } {
  const reference = references.find((candidate) => candidate.key === key);
  if (!reference) {
    const known = references.map((candidate) => candidate.key).join(', ');
    throw new Error(`<Cite key="${key}" />: content/references.ts has only ${known}`);
  }
  return { ...reference, label: labels.get(key) ?? key };
}

/** Works of the same authors and year are told apart by a letter, in the order of the list. */
function labelAll(): Map<string, string> {
  const keysOf = new Map<string, string[]>();
  for (const reference of references) {
    const label = names[reference.key] ?? authorsAndYear(reference);
    keysOf.set(label, [...(keysOf.get(label) ?? []), reference.key]);
  }
  const letter = (i: number) => String.fromCodePoint('a'.charCodeAt(0) + i);
  return new Map(
    [...keysOf].flatMap(([label, keys]) =>
      keys.map((key, i) => [key, keys.length > 1 ? label + letter(i) : label] as const),
    ),
  );
}

function authorsAndYear({ authors, year }: Reference): string {
  const [first = '', second, ...others] = authors.split(', ').map(familyName);
  const rest = others.length > 0 ? ' et al.' : second ? ` and ${second}` : '';
  return `${first}${rest}${year ? ` ${year}` : ''}`;
}

/** Western names end in the family name; Japanese names are written without a space. */
function familyName(name: string): string {
  return name.split(' ').at(-1) ?? name;
}
