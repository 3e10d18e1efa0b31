/** Captions of drawn birds, in Japanese: from templates, in varying order and wording, some parts left out. */
import type { Random } from '../random';
import { type BirdAttributes, nounal, type Slot, slotNames, slots, slotValues } from './bird-words';

export interface Caption {
  readonly text: string;
  /** The slots that it states; of the others it says nothing. */
  readonly states: readonly Slot[];
}

/** Slots of the bird itself; the ground stands outside of the clause about it. */
const parts = ['body', 'head', 'wing', 'beak'] as const satisfies readonly Slot[];
/** How often a slot is left out, where nothing demands it. */
const leftOut = 0.15;

interface CaptionOptions {
  /** Slots that it states for sure. */
  readonly demands?: readonly Slot[];
  /** Whether it states all of them. */
  readonly isComplete?: boolean;
  /** A word that nobody knows, in the place of what it would say of a slot, which it then does not state. */
  readonly stranger?: { readonly slot: Slot; readonly noun: string };
}

/** A caption of a bird, drawn at random. */
export function writeCaption(
  bird: BirdAttributes,
  random: Random,
  { demands = [], isComplete = false, stranger }: CaptionOptions = {},
): Caption {
  const kept = slots.filter(
    (slot) => isComplete || demands.includes(slot) || random.uniform() >= leftOut,
  );
  const states = kept.some((slot) => slot !== 'ground') ? kept : [...kept, 'body' as const];
  const isPlain = bird.body === bird.head && bird.body === bird.wing;
  const colours = ['body', 'head', 'wing'] as const;
  const isWhole = isPlain && !stranger && colours.every((slot) => states.includes(slot));
  const of = (slot: Slot): Phrase => ({
    name: nameOf(slot, random),
    value: slot === stranger?.slot ? nounal(stranger.noun, [0, 0, 0]) : valueOf(bird, slot),
  });
  const named = parts.filter((slot) => states.includes(slot) || slot === stranger?.slot);
  const phrases = isWhole && random.uniform() < 0.6 ? wholeBird(named, of, random) : named.map(of);
  random.shuffle(phrases);
  const ground = states.includes('ground') ? valueOf(bird, 'ground') : null;
  return {
    text: sentence(phrases, ground, random),
    states: states.filter((slot) => slot !== stranger?.slot),
  };
}

/** A part and what it is like: 体, 赤い. */
interface Phrase {
  readonly name: string;
  readonly value: ReturnType<typeof valueOf>;
}

function valueOf(bird: BirdAttributes, slot: Slot) {
  const value = slotValues[slot][bird[slot]];
  if (!value) throw new RangeError(`"${slot}" has no value ${bird[slot]}`);
  return value;
}

function nameOf(slot: Slot, random: Random): string {
  const names = slotNames[slot];
  return names[random.integer(names.length)] ?? names[0];
}

/** One phrase for body, head and wing. */
function wholeBird(named: readonly Slot[], of: (slot: Slot) => Phrase, random: Random): Phrase[] {
  const name = random.uniform() < 0.7 ? '全身' : '';
  const whole = { ...of('body'), name };
  return [whole, ...named.filter((slot) => slot === 'beak').map(of)];
}

function sentence(
  phrases: readonly Phrase[],
  ground: ReturnType<typeof valueOf> | null,
  random: Random,
): string {
  const place = random.integer(3);
  const bird = birdClause(phrases, random);
  if (!ground) return bird;
  if (place === 0) return `${ground.before}上の、${bird}`;
  if (place === 1) return `${bird}。地面は${ground.noun}`;
  return `${ground.before}上にいる、${bird}`;
}

/** 「頭が青くて、体が赤い鳥」 or 「青い頭と赤い体の鳥」; what has no name goes before the bird: 「赤い鳥」. */
function birdClause(phrases: readonly Phrase[], random: Random): string {
  const bare = phrases.filter(({ name }) => name === '');
  const named = phrases.filter(({ name }) => name !== '');
  const bird = `${bare.map(({ value }) => value.before).join('')}鳥`;
  const last = named.at(-1);
  if (!last) return bird;
  if (random.uniform() < 0.5) {
    const joiner = random.uniform() < 0.5 ? 'と' : '、';
    return `${named.map(({ name, value }) => `${value.before}${name}`).join(joiner)}の${bird}`;
  }
  const first = named.slice(0, -1).map(({ name, value }) => `${name}が${value.joining}、`);
  return `${first.join('')}${last.name}が${last.value.before}${bird}`;
}

/** A caption that states everything, always in the same words: what the menus say. */
export function plainCaption(bird: BirdAttributes): string {
  const value = (slot: Slot) => valueOf(bird, slot);
  const part = (slot: Slot) => `${value(slot).before}${slotNames[slot][0]}`;
  return `${value('ground').before}上の、${parts.map(part).join('と')}の鳥`;
}
