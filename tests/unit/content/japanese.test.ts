import { describe, expect, it } from 'vitest';
import { questions } from '@content/faq';
import { references } from '@content/references';
import {
  commaRate,
  filesBelow,
  japaneseCharacters,
  pageSources,
  readableText,
} from '../support/page-text';

const pages = pageSources();
const texts = [
  ...pages.map(({ name, source }) => ({ name, text: readableText(source) })),
  { name: 'faq.ts', text: questions.map(({ ask }) => ask).join('\n') },
  { name: 'references', text: references.map((work) => work.note ?? '').join('\n') },
];

/** What we do not write, by the table in CONTRIBUTING.md, and what we write instead. */
const words: readonly { unwanted: RegExp; wanted: string }[] = [
  { unwanted: /ブラウザー/, wanted: 'ブラウザ' },
  { unwanted: /騙/, wanted: 'だます' },
  { unwanted: /わか[らりるっれろ]/, wanted: '分かる' },
  { unwanted: /正答率/, wanted: '正解率' },
  { unwanted: /訓練/, wanted: '学習' },
  { unwanted: /最適化アルゴリズム|オプティマイザ/, wanted: '最適化手法' },
  { unwanted: /標本抽出/, wanted: 'サンプリング' },
  { unwanted: /取りやめ/, wanted: 'キャンセル' },
  { unwanted: /ファイル[^。\n]{0,20}落と[すしせ]/, wanted: 'ドロップ' },
  { unwanted: /[\d}]歩|何歩|歩(?:ごと|ずつ)/, wanted: 'ステップ' },
  { unwanted: /乱数の種/, wanted: 'シード' },
  { unwanted: /Fréchet距離|Fréchet distance/, wanted: 'フレシェ距離' },
  { unwanted: /判別器|弁別器/, wanted: '識別器' },
  { unwanted: /ピクセル/, wanted: '画素' },
  { unwanted: /仕組み/, wanted: 'しくみ' },
  { unwanted: /滑らか/, wanted: 'なめらか' },
  { unwanted: /学習済み/, wanted: '学習ずみ' },
  { unwanted: /論文の設定/, wanted: '論文のAdamの設定' },
];

describe('the Japanese of the pages', () => {
  it('has at most 3.0 読点 per 100 characters on every page', () => {
    const rates = texts.map(({ name, text }) => ({ name, rate: commaRate(text) }));
    const table = rates.map(({ name, rate }) => `${name.padEnd(22)} ${rate.toFixed(2)}`).join('\n');
    expect(
      rates.filter(({ rate }) => rate > 3).map(({ name }) => name),
      `読点 per 100 characters:\n${table}`,
    ).toEqual([]);
  });

  it('keeps to the words of the table in CONTRIBUTING.md', () => {
    const sources = [
      ...filesBelow('content', ['.mdx', '.ts']),
      ...filesBelow('src', ['.ts', '.astro']),
    ];
    const found = sources.flatMap(({ name, source }) =>
      source.split('\n').flatMap((line, i) =>
        words
          .filter(({ unwanted }) => unwanted.test(withoutComment(line)))
          .map(({ unwanted, wanted }) => {
            const word = unwanted.exec(line)?.[0] ?? '';
            return `${name}:${i + 1}: 「${word}」, better 「${wanted}」`;
          }),
      ),
    );
    expect(found).toEqual([]);
  });

  it('calls units 「ニューロン」 at most once, where it introduces them', () => {
    const all = [...filesBelow('content', ['.mdx']), ...filesBelow('src', ['.ts', '.astro'])];
    const found = all.flatMap(({ name, source }) =>
      [...source.matchAll(/ニューロン/g)].map(() => name),
    );
    expect(found.length, found.join(', ')).toBeLessThanOrEqual(1);
  });
});

describe('a chapter', () => {
  it.each(['theory', 'dcgan', 'code'])(
    'reaches its result within its first half: %s',
    (chapter) => {
      const source = pages.find(({ name }) => name === `${chapter}.mdx`)?.source ?? '';
      const [before = '', after] = source.split(/^##+ .*\{#result\}$/m);
      expect(after, `content/${chapter}.mdx has no heading {#result}`).toBeDefined();
      const share =
        japaneseCharacters(readableText(before)) / japaneseCharacters(readableText(source));
      expect(share, `${chapter}: the result comes after ${Math.round(100 * share)}%`).toBeLessThan(
        0.5,
      );
    },
  );
});

describe('what is read of a page', () => {
  const read = (source: string) => readableText(source).trim();

  it('is its lead, text, captions and titles, without formulas, code, anchors and tags', () => {
    const source = `---
title: 題
description: 導入。
---

import Drawing from '@components/figures/Drawing.astro';

## 見出し {#value}

値$V(D, G)$は<Cite key="x" />です。

<Equation id="e" number="1" tex={String.raw\`a > b\`} />

<Figure id="f" caption="説明。">
  <Drawing />
</Figure>
`;
    expect(
      read(source)
        .split(/\n+/)
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(['導入。', '## 見出し', '値はです。', '説明。']);
  });

  it('is counted in kanji and kana', () => {
    expect(japaneseCharacters('GANは、データ。')).toBe(4);
    expect(commaRate('あいう、えおか、きくけこ')).toBeCloseTo(20);
  });
});

/** A line of code without the English comment at its end, which may quote a term. */
function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)\/\/.*$/, '').replace(/^\s*\/?\*.*$/, '');
}
