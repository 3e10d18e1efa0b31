/** The README's table of speeds. */
import { table, writeSection } from '../../../tools/lib/readme.mjs';

export const writeReadme = (results) => writeSection('bench', section(results));

function section({ date, machine, browser, dcgan, toy, memory, site }) {
  const ours = dcgan.rows.find(({ name, backend }) => name === 'this site' && backend === 'wasm');
  const others = dcgan.ratios.map(({ name, backend, timesOurs }) => {
    const row = dcgan.rows.find((row) => row.name === name && row.backend === backend);
    const title = name === 'tfjs, ordinary' ? `tfjsのふつうの書き方（${backend}）` : name;
    return [
      `DCGANの1ステップ：${title}`,
      `${milliseconds(row.medianMs)}（${timesOurs.toFixed(1)}倍）`,
    ];
  });
  const longest = site.longestTaskMs > 0 ? milliseconds(site.longestTaskMs) : '50 ms未満';
  const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const rows = [
    [`DCGANの1ステップ：このサイト（WASM、${ours.threads}スレッド）`, milliseconds(ours.medianMs)],
    ...others,
    ['2次元のGAN（バッチ150、14ユニット×2層）', `毎秒${count(toy.numbers)}ステップ`],
    ['同じく、描く絵も送りながら', `毎秒${count(toy.pictures)}ステップ`],
    ['実行を押してから最初の画像まで', milliseconds(site.firstSamplesMs)],
    ...site.digits.flatMap(digitRows),
    ['学習中の、メインスレッドのいちばん長い仕事', longest],
    [
      'Lighthouseの性能（全ページの最低。スマートフォンの設定）',
      count(Math.min(...site.pages.map(({ performance }) => performance))),
    ],
    [
      `メモリ：学習のはじめと${count(memory.steps)}ステップ後`,
      `${mebibytes(memory.start.heapBytes)}、${mebibytes(memory.end.heapBytes)}`,
    ],
  ];
  return [
    `${date}、${machine}、Chromium ${browser}。DCGANは記事の構成、バッチ32、識別器と生成器を1回ずつ更新。倍率は、交互に測った組ごとの比の中央値です。`,
    table(['測ったもの', '中央値'], rows),
  ].join('\n\n');
}

/** How long a preset takes until its digits can be read, and until they are good. */
function digitRows({ preset, goals, legibleSeconds, goodSeconds }) {
  return [
    [legibleSeconds, goals.legible],
    [goodSeconds, goals.good],
  ].map(([seconds, goal]) => [
    `「${preset}」でフレシェ距離が${goal}以下になるまで`,
    `${seconds.toFixed(0)}秒`,
  ]);
}

const count = (value) => Math.round(value).toLocaleString('en');
const milliseconds = (value) => `${count(value)} ms`;
