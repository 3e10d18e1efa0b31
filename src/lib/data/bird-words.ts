/** What a drawn bird can be like, in colours and in words. */
import type { Colour } from './paint';

/** What a caption can say of a bird. */
export const slots = ['body', 'head', 'wing', 'beak', 'ground'] as const;
export type Slot = (typeof slots)[number];

/** Of every slot, the index of its value. */
export type BirdAttributes = Readonly<Record<Slot, number>>;

/** One value of a slot. */
export interface SlotValue {
  readonly colour: Colour;
  /** As a noun: 赤, 黄色, 草. */
  readonly noun: string;
  /** Before a noun: 赤い, 緑の, 草の. */
  readonly before: string;
  /** Before a further clause: 赤くて, 緑で. */
  readonly joining: string;
}

const adjective = (stem: string, noun: string, colour: Colour): SlotValue => ({
  colour,
  noun,
  before: `${stem}い`,
  joining: `${stem}くて`,
});
/** What is said by a noun: 緑の体, 体が緑で. */
export const nounal = (noun: string, colour: Colour): SlotValue => ({
  colour,
  noun,
  before: `${noun}の`,
  joining: `${noun}で`,
});

const plumage = [
  adjective('赤', '赤', [214, 40, 40]),
  adjective('黄色', '黄色', [247, 208, 42]),
  nounal('緑', [46, 150, 72]),
  adjective('青', '青', [40, 88, 205]),
  nounal('紫', [136, 62, 168]),
  nounal('茶色', [132, 84, 44]),
  adjective('白', '白', [250, 250, 250]),
  adjective('黒', '黒', [38, 38, 44]),
];

/** The values of every slot. Beaks have colours that nothing else has. */
export const slotValues: Readonly<Record<Slot, readonly SlotValue[]>> = {
  body: plumage,
  head: plumage,
  wing: plumage,
  beak: [
    nounal('オレンジ', [255, 128, 16]),
    nounal('ピンク', [255, 96, 176]),
    nounal('水色', [32, 200, 216]),
  ],
  ground: [
    nounal('草', [124, 184, 84]),
    nounal('砂', [226, 196, 138]),
    nounal('雪', [244, 247, 252]),
    nounal('水', [92, 160, 214]),
  ],
};

/** The slots' names in captions; the first is the one that the page uses. */
export const slotNames: Readonly<Record<Slot, readonly [string, ...string[]]>> = {
  body: ['体', '胴体'],
  head: ['頭'],
  wing: ['翼', '羽'],
  beak: ['くちばし'],
  ground: ['地面'],
};

/** How many values a slot has. */
export const valueCount = (slot: Slot) => slotValues[slot].length;
