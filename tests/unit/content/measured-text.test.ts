/** The numbers that the text says were measured come from records, and every record serves the text. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findMeasurement, readRecords } from '@components/notebook/measured';
import { qualityRecords } from '../../../tools/measure/readme';

const pages = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => ({ file, text: readFileSync(`content/${file}`, 'utf8') }));
const used = pages.flatMap(({ text }) =>
  [...text.matchAll(/<Measured\s+of="([^"]+)"/g)].map(([, of = '']) => of),
);

test.each([...new Set(used)])('there is a record of %s', (of) => {
  expect(() => findMeasurement(of)).not.toThrow();
});

test.each(Object.keys(readRecords()))('%s is a record that some text prints', (name) => {
  const isPrinted = used.some((of) => of.startsWith(`${name}.`));
  expect(isPrinted || qualityRecords.includes(name)).toBe(true);
});

/** What stands for a number from a record once tags, formulas, code and addresses are taken away. */
const mark = '■';

function linesOf(text: string): string[] {
  return text
    .replaceAll(/```[\s\S]*?```|\$\$[\s\S]*?\$\$|\$[^$]*\$/g, '')
    .replaceAll(/<Measured\b[^>]*>/g, mark)
    .replaceAll(/<[^>]*>|\]\([^)]*\)/g, '')
    .split('\n');
}

/** Ways in which the text says that something was measured here. */
const claims = [
  /測りました|測ったところ|確かめたところ|替えて試しました/,
  /(?<!画素の差で)測ると/,
  /シード\d[^。]*(試す|比べました|数えました|なりました)/,
];
/** Quantities of which a number with a point is a finding. */
const finding = /(フレシェ距離|エントロピー|ダイバージェンス|勾配の比|本物どうし)[^。]*\d\.\d/;

describe.each(pages)('$file', ({ text }) => {
  const lines = linesOf(text);

  test('takes the numbers of what was measured from records', () => {
    const stray = lines.filter(
      (line) => claims.some((claim) => claim.test(line)) && !line.includes(mark),
    );
    expect(stray).toEqual([]);
  });

  test('has no number of its own among the findings', () => {
    const sentences = lines.flatMap((line) => line.split('。'));
    // Beside the number from the record, one that was computed by hand.
    const stray = sentences.filter(
      (sentence) => finding.test(sentence) && !sentence.includes(mark),
    );
    expect(stray).toEqual([]);
  });

  test('fills a table of results from records only', () => {
    const rows = resultRows(lines).filter((line) => line.includes(mark));
    const stray = rows.filter((row) => /\d/.test(row.split('|').slice(2).join('|')));
    expect(stray).toEqual([]);
  });
});

/** Rows of the tables that do not set a paper's own numbers beside ours. */
function resultRows(lines: readonly string[]): string[] {
  let comparesPaper = false;
  return lines.filter((line, i) => {
    const isRow = line.startsWith('|');
    if (isRow && !lines[i - 1]?.startsWith('|')) comparesPaper = line.includes('論文');
    return isRow && !comparesPaper;
  });
}
