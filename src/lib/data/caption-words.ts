/** Which words of a caption the networks of this site have never met. */
import { slotNames, slots, slotValues } from './bird-words';

const grammar = ['全身', '上に', '上の', 'いる', '鳥', 'いて', 'くて', 'くて'];
const particles = [
  'と',
  'の',
  'が',
  'は',
  'で',
  'に',
  'も',
  'い',
  'く',
  '、',
  '。',
  '・',
  ' ',
  '　',
];

/** What captions consist of, the longest first. */
const known = [
  ...new Set([
    ...slots.flatMap((slot) => [
      ...slotNames[slot],
      ...slotValues[slot].flatMap(({ noun, before, joining }) => [noun, before, joining]),
    ]),
    ...grammar,
    ...particles,
  ]),
].sort((a, b) => b.length - a.length);

/** The stretches of a caption that no known word covers, in order: 「くちばしの短い赤い鳥」 → 短. */
export function unknownWords(caption: string): string[] {
  const found: string[] = [];
  let rest = caption.normalize('NFKC');
  let stray = '';
  while (rest.length > 0) {
    const word = known.find((candidate) => rest.startsWith(candidate));
    const taken = word ?? [...rest][0] ?? '';
    rest = rest.slice(taken.length);
    if (word === undefined) stray += taken;
    else if (stray) {
      found.push(stray);
      stray = '';
    }
  }
  return stray ? [...found, stray] : found;
}
