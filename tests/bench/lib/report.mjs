import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/lib/steps.mjs';
import { writeReadme } from './readme.mjs';

const folder = join(root, 'tests', 'bench', 'results');

/** Write what was measured as data, as tables, and as the README's table; returns the tables. */
export async function writeReport(results) {
  const text = markdown(results);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'latest.md'), text);
  await writeReadme(results);
  return text;
}

function markdown({ date, machine, browser, dcgan, toy, memory, site }) {
  const ratioOf = ({ name, backend }) =>
    dcgan.ratios.find((other) => other.name === name && other.backend === backend)?.timesOurs;
  const rows = dcgan.rows.map((row) => [
    row.name,
    row.backend,
    row.threads,
    milliseconds(row.medianMs),
    milliseconds(row.leastMs),
    ratioOf(row)?.toFixed(2) ?? '1',
    row.steps,
  ]);
  const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const observed = [
    ['from pressing run to the first samples, warm cache', milliseconds(site.firstSamplesMs)],
    [
      `longest task of the main thread in ${site.watchedMs / 1000} s of training`,
      site.longestTaskMs > 0 ? milliseconds(site.longestTaskMs) : 'under 50 ms',
    ],
    [
      `tensors after the first steps and after ${memory.steps}`,
      `${memory.start.tensors} and ${memory.end.tensors}`,
    ],
    [
      `WebAssembly memory after the first steps and after ${memory.steps}`,
      `${megabytes(memory.start.heapBytes)} and ${megabytes(memory.end.heapBytes)}`,
    ],
  ];
  return [
    '# Bench',
    `${date}, ${machine}, Chromium ${browser}. Written by \`npm run bench\`.`,
    '## DCGAN step, batch 32',
    table(['program', 'backend', 'threads', 'median', 'least', 'times ours', 'steps'], rows),
    'Each program had its turns in rounds; “times ours” is the median of the ratios of the rounds.',
    '## 2-D GAN, batch 150, two hidden layers of 14 units in each network',
    table(
      ['', 'full steps in a second'],
      [
        ['sending numbers only', Math.round(toy.numbers).toLocaleString('en')],
        ['sending what a cell draws', Math.round(toy.pictures).toLocaleString('en')],
      ],
    ),
    '## The site while it trains',
    table(['', ''], observed),
    `Before it was measured, ${site.load.toFixed(1)} other programs a core were running.`,
    '## Until there are digits',
    table(
      ['preset', 'steps, seed by seed', 'seconds from pressing run'],
      site.digits.flatMap(({ preset, goals, steps, legibleSeconds, goodSeconds }) => [
        [
          `${preset}, Fréchet ≤ ${goals.legible}`,
          steps.legible.join(', '),
          legibleSeconds.toFixed(1),
        ],
        [`${preset}, Fréchet ≤ ${goals.good}`, steps.good.join(', '), goodSeconds.toFixed(1)],
      ]),
    ),
    'The steps are those of docs/measurements; the seconds the median over the seeds, in the site.',
    '## Pages',
    table(
      ['page', 'performance', 'first paint', 'largest paint', 'blocked', 'layout shift', 'kB'],
      site.pages.map((page) => [
        `/${page.path}`,
        page.performance,
        milliseconds(page.firstPaintMs),
        milliseconds(page.largestPaintMs),
        milliseconds(page.blockedMs),
        page.layoutShift.toFixed(3),
        (page.bytes / 1000).toFixed(0),
      ]),
    ),
    'By Lighthouse: its phone (a slow connection, a processor four times as slow) and its score of 100.',
    '',
  ].join('\n\n');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function milliseconds(value) {
  return `${value < 1000 ? value.toFixed(0) : Math.round(value).toLocaleString('en')} ms`;
}
