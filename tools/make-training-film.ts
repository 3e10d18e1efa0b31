/**
 * Trains the DCGAN as the article did, on the shipped digits from the page's own seed, and ships what its
 * generator draws on the way, from the same noise each time, as the film that 実装 shows.
 *
 * usage: node tools/typescript.mjs tools/make-training-film.ts   (half an hour on two cores)
 *   [--reuse]   make the film of the last run once more
 * writes film.webp, film-last.png and film.json to src/components/cells/dcgan-cell/stills
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { tileImages } from '@lib/data/image-grid';
import { commandOf } from './lib/command';
import { presetLane, runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { pretty } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

/** Where the run's pictures are kept for `--reuse`. */
const kept = join(root, '.cache', 'training-film');
const stills = join(root, 'src', 'components', 'cells', 'dcgan-cell', 'stills');
/** As in the cell: 64 digits in rows of eight. */
const [count, columns, digitSize] = [64, 8, 28];
const size = columns * digitSize;
const settings = presetLane('article');

/** Steps after which to keep a picture: often at the start, where much changes. The last ends 20 epochs. */
const steps = [
  ...[0, 10, 20, 40, 60, 80, 100, 120, 150, 200, 250, 300, 350, 400, 500, 600, 700, 800, 900, 1000],
  ...[
    1250, 1500, 1750, 2000, 2250, 2500, 2750, 3000, 3250, 3500, 4000, 4500, 5000, 5500, 6000, 6250,
  ],
];
/** Pictures side by side on the sheet. */
const sheetColumns = 6;
/** Of WebP's quality, from 0 to 100: what keeps the sheet below 300 kB. */
const quality = 28;

const { values } = parseArgs({ options: { reuse: { type: 'boolean', default: false } } });
const record = values.reuse ? await readRecord() : await train();
await ship(record);

interface RunRecord {
  readonly trainingSeconds: number;
  /** One for each of the steps, `[64, 28, 28]` bytes. */
  readonly pictures: readonly Uint8Array[];
}

async function train(): Promise<RunRecord> {
  await activateWasm();
  const pictures: Uint8Array[] = [];
  let seconds = 0;
  await runDcgan({
    settings,
    digits: await loadShippedDigits(),
    steps: steps.at(-1) ?? 0,
    async onStep(run, trainingSeconds) {
      seconds = trainingSeconds;
      if (steps.includes(run.step)) pictures.push(await run.images(count));
    },
  });
  const trainingSeconds = Math.round(seconds);
  await mkdir(kept, { recursive: true });
  await writeFile(join(kept, 'pictures.bin'), Buffer.concat(pictures));
  await writeFile(join(kept, 'run.json'), JSON.stringify({ trainingSeconds }));
  return { trainingSeconds, pictures };
}

async function readRecord(): Promise<RunRecord> {
  const bytes = await readFile(join(kept, 'pictures.bin'));
  const { trainingSeconds } = JSON.parse(await readFile(join(kept, 'run.json'), 'utf8')) as Pick<
    RunRecord,
    'trainingSeconds'
  >;
  const length = bytes.length / steps.length;
  const pictures = steps.map((_, i) => bytes.subarray(i * length, (i + 1) * length));
  return { trainingSeconds, pictures };
}

async function ship({ trainingSeconds, pictures }: RunRecord): Promise<void> {
  const grids = pictures.map((images) =>
    tileImages({ images, count, height: digitSize, width: digitSize, columns }),
  );
  const rows = Math.ceil(grids.length / sheetColumns);
  const raw = { width: size, height: size, channels: 1 as const };
  const sheet = await sharp({
    create: { width: sheetColumns * size, height: rows * size, channels: 3, background: '#000' },
  })
    .composite(
      grids.map(({ pixels }, i) => ({
        input: Buffer.from(pixels),
        raw,
        left: (i % sheetColumns) * size,
        top: Math.floor(i / sheetColumns) * size,
      })),
    )
    .webp({ quality, effort: 6 })
    .toBuffer();
  const last = Buffer.from(grids.at(-1)?.pixels ?? []);
  await writeFile(join(stills, 'film.webp'), sheet);
  await sharp(last, { raw })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toFile(join(stills, 'film-last.png'));
  const account = {
    command: commandOf('make-training-film'),
    settings,
    images: 'the 10,000 shipped digits',
    trainingSeconds,
    steps,
    ...{ columns, rows: count / columns, digitSize, sheetColumns },
  };
  await writeFile(join(stills, 'film.json'), await pretty(account));
  console.log(`film.webp: ${(sheet.length / 1000).toFixed(0)} kB, ${steps.length} pictures`);
}
