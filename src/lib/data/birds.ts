/**
 * Drawn birds, 64×64 pixels in colour: five attributes that a caption can state, and a pose that it
 * cannot. Every bird is made from numbers alone, so that a set of them needs no file.
 */
import { Random } from '../random';
import { type BirdAttributes, type Slot, slotValues, valueCount } from './bird-words';
import { Canvas, type Colour, ellipse, type Point, polygon, type Shape } from './paint';

/** Height and width of a picture, in pixels, and of its shrunk version. */
export const birdSide = 64;
export const smallSide = 16;

export interface Pose {
  /** The middle of the body, in pixels. */
  readonly centre: Point;
  /** 1 for a body of 31 pixels' length. */
  readonly size: number;
  /** Head up, in radians. */
  readonly tilt: number;
  /** 0: wing folded along the body, 1: raised. */
  readonly raised: number;
}

export interface Bird {
  readonly attributes: BirdAttributes;
  readonly pose: Pose;
}

const sky: Colour = [208, 228, 244];
const ink: Colour = [58, 46, 46];
/** Where the ground begins, in pixels from the top. */
const horizon = 49;

// #region draw-bird
/** `[64, 64, 3]` bytes. */
export function drawBird({ attributes, pose }: Bird): Uint8Array {
  const canvas = new Canvas(birdSide);
  const { size, tilt, raised } = pose;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  // From the bird's own frame: x towards the head, y upwards, the body 31 pixels long.
  const at = (x: number, y: number): Point => [
    pose.centre[0] + size * (cos * x - sin * y),
    pose.centre[1] - size * (sin * x + cos * y),
  ];
  const oval = (x: number, y: number, radii: Point, turn = 0) =>
    ellipse(at(x, y), [radii[0] * size, radii[1] * size], -(tilt + turn));
  const colour = (slot: Slot) => slotValues[slot][attributes[slot]]?.colour ?? ink;
  const outlined = (shape: Shape, inside: Colour) => {
    canvas.fill(shape, inside, { width: 0.9, colour: ink });
  };

  canvas.flood(sky);
  canvas.flood(colour('ground'), horizon);
  for (const x of [-2, 3]) {
    const [hip, foot] = [at(x, -7), at(x, -14)];
    canvas.fill(polygon([hip, [hip[0] + 1.6, hip[1]], [foot[0] + 1.6, 54], [foot[0], 54]]), ink);
  }
  outlined(polygon([at(-11, 3), at(-25, 6), at(-24, -2), at(-12, -3)]), colour('body'));
  outlined(oval(0, 0, [15.5, 9.5]), colour('body'));
  outlined(oval(14, 10, [8.5, 8]), colour('head'));
  // Some 15 pixels in all, of the 16 that are one pixel of Stage-I.
  canvas.fill(polygon([at(21.8, 11.2), at(21.8, 6), at(27.5, 8.4)]), colour('beak'));
  canvas.fill(ellipse(at(17, 12), [1.5, 1.5]), [255, 255, 255]);
  canvas.fill(ellipse(at(17.3, 12), [0.9, 0.9]), [0, 0, 0]);
  outlined(oval(-4 - raised * 2, 1 + raised * 7, [11, 6.2], -0.25 - raised * 0.65), colour('wing'));
  return canvas.toBytes();
}
// #endregion

/** A pose within what the birds of this site do. */
export function drawPose(random: Random): Pose {
  const within = (low: number, high: number) => low + (high - low) * random.uniform();
  return {
    centre: [within(30, 34), within(32, 35)],
    size: within(0.93, 1.05),
    tilt: within(-0.1, 0.14),
    raised: random.uniform() < 0.5 ? within(0, 0.15) : within(0.85, 1),
  };
}

/** Means of 4×4 pixels: `[count, 64, 64, 3]` bytes to `[count, 16, 16, 3]`. */
export function shrinkBirds(images: Uint8Array): Uint8Array {
  const count = images.length / (birdSide * birdSide * 3);
  const factor = birdSide / smallSide;
  const small = new Uint8Array(count * smallSide * smallSide * 3);
  for (let i = 0; i < small.length; i++) {
    const c = i % 3;
    const pixel = (i - c) / 3;
    const column = pixel % smallSide;
    const row = Math.floor(pixel / smallSide); // counted through all images
    let sum = 0;
    for (let y = 0; y < factor; y++) {
      const start = ((row * factor + y) * birdSide + column * factor) * 3 + c;
      for (let x = 0; x < factor; x++) sum += images[start + x * 3] ?? 0;
    }
    small[i] = Math.round(sum / factor ** 2);
  }
  return small;
}

/** Every pixel as a square of 4×4: `[count, 16, 16, 3]` bytes to `[count, 64, 64, 3]`. */
export function enlargeBirds(small: Uint8Array): Uint8Array {
  const factor = birdSide / smallSide;
  const images = new Uint8Array(small.length * factor ** 2);
  for (let i = 0; i < images.length; i += 3) {
    const column = (i / 3) % birdSide;
    const row = Math.floor(i / 3 / birdSide); // counted through all images
    const from = (Math.floor(row / factor) * smallSide + Math.floor(column / factor)) * 3;
    for (let c = 0; c < 3; c++) images[i + c] = small[from + c] ?? 0;
  }
  return images;
}

const triples = valueCount('body') * valueCount('head') * valueCount('wing');
const tripleOf = ({ body, head, wing }: BirdAttributes) =>
  (body * valueCount('head') + head) * valueCount('wing') + wing;

/** The triples of body, head and wing that no bird to learn from has: a fifth, none of one colour alone. */
const heldOutTriples: ReadonlySet<number> = (() => {
  const all = Array.from({ length: triples }, (_, i) => i);
  const plain = new Set(slotValues.body.map((_, i) => tripleOf(plainBird(i))));
  const mixed = all.filter((triple) => !plain.has(triple));
  new Random(2016).shuffle(mixed);
  return new Set(mixed.slice(0, Math.round(triples / 5)));
})();

function plainBird(colour: number): BirdAttributes {
  return { body: colour, head: colour, wing: colour, beak: 0, ground: 0 };
}

export const isHeldOut = (attributes: BirdAttributes) => heldOutTriples.has(tripleOf(attributes));

/** Birds of one colour all over are one in so many; by chance alone it would be one in 64. */
const onePlainIn = 12;

/** Attributes at random; of birds that are learned from, or of those held out. */
export function drawAttributes(random: Random, { heldOut }: { heldOut: boolean }): BirdAttributes {
  for (;;) {
    const pick = (slot: Slot) => random.integer(valueCount(slot));
    const [beak, ground] = [pick('beak'), pick('ground')];
    if (!heldOut && random.integer(onePlainIn) === 0) {
      return { ...plainBird(pick('body')), beak, ground };
    }
    const drawn = { body: pick('body'), head: pick('head'), wing: pick('wing'), beak, ground };
    if (isHeldOut(drawn) === heldOut) return drawn;
  }
}

/** How many birds there are to learn from. */
export const trainingCount = 6000;

/** A set of birds, the same for the same seed. */
export function createBirds(options: { count: number; seed: number; heldOut: boolean }): Bird[] {
  const random = new Random(options.seed);
  return Array.from({ length: options.count }, () => ({
    attributes: drawAttributes(random, options),
    pose: drawPose(random),
  }));
}

let known: readonly Bird[] | null = null;
/** The birds that the networks of this site learn from; made once. */
export const trainingBirds = () =>
  (known ??= createBirds({ count: trainingCount, seed: 64, heldOut: false }));
