/**
 * What learners ask. Each question is answered where it comes up, by `<Question id="…">` in the MDX
 * of its page; `/faq/` lists them all by topic.
 */

export interface Question {
  /** The anchor of the answer on its page. */
  readonly id: `faq-${string}`;
  /** The page that answers: `content/<page>.mdx`. */
  readonly page: 'theory' | 'dcgan' | 'code' | `papers/${string}`;
  readonly topic: Topic;
  /** The question in a reader's words. */
  readonly ask: string;
}

/** In the order of the list, each with its title there. */
export const topics = {
  curves: '損失のグラフを読む',
  training: '学習を進める',
  labels: 'ラベルと勾配のしくみ',
  images: 'ノイズと画像',
  papers: '論文紹介',
} as const;

export type Topic = keyof typeof topics;

const all = [
  {
    id: 'faq-reading-curves',
    page: 'theory',
    topic: 'curves',
    ask: '損失のグラフは、どう読めばいいの？ 下がれば画像もよくなるの？',
  },
  {
    id: 'faq-d-loss-zero',
    page: 'theory',
    topic: 'curves',
    ask: '識別器の損失が0になってしまいました。失敗ですか？',
  },
  {
    id: 'faq-g-loss-rises',
    page: 'theory',
    topic: 'curves',
    ask: '生成器の損失が上がっていきます。悪くなっているの？',
  },
  {
    id: 'faq-why-half',
    page: 'theory',
    topic: 'curves',
    ask: '目指すのは、どうして1ではなく1/2なの？',
  },
  {
    id: 'faq-fifty-percent',
    page: 'theory',
    topic: 'curves',
    ask: '識別器の正解率が50%なら、うまくいったと言えるの？',
  },
  {
    id: 'faq-when-to-stop',
    page: 'code',
    topic: 'training',
    ask: '学習は、いつ止めればいいの？',
  },
  {
    id: 'faq-same-digits',
    page: 'code',
    topic: 'training',
    ask: '同じ数字ばかり出てきます。どうすればいいの？',
  },
  {
    id: 'faq-smoothing',
    page: 'code',
    topic: 'training',
    ask: 'ラベルの平滑化は、どうして本物の側だけなの？ ラベルを入れ替えるとどうなるの？',
  },
  {
    id: 'faq-take-home',
    page: 'code',
    topic: 'training',
    ask: 'ここで学習させたGANを、Pythonで続けられますか？',
  },
  {
    id: 'faq-detach',
    page: 'code',
    topic: 'labels',
    ask: 'PyTorchのコードにあるdetachは何のため？ Kerasのtrainable = Falseで識別器の学習まで止まらないのはなぜ？',
  },
  {
    id: 'faq-label-one',
    page: 'code',
    topic: 'labels',
    ask: '生成器を学習させるとき、偽物なのにラベルを1にするのはなぜ？',
  },
  {
    id: 'faq-noise',
    page: 'code',
    topic: 'images',
    ask: 'ノイズは一様分布とガウス分布のどちらがいいの？ なぜ100次元なの？',
  },
  {
    id: 'faq-choose-digit',
    page: 'code',
    topic: 'images',
    ask: '出てくる数字を選べないの？',
  },
  {
    id: 'faq-batch-statistics',
    page: 'dcgan',
    topic: 'images',
    ask: '画像を作るとき、バッチ正規化に使うのはバッチの統計？ それとも移動平均？',
  },
  {
    id: 'faq-tanh',
    page: 'dcgan',
    topic: 'images',
    ask: '生成器の出口はなぜtanhなの？ 画素を−1から1にそろえるのはなぜ？',
  },
  {
    id: 'faq-checkerboard',
    page: 'dcgan',
    topic: 'images',
    ask: '画像に市松模様が出ます。どこから来るの？',
  },
  {
    id: 'faq-lapgan-sum',
    page: 'papers/lapgan',
    topic: 'papers',
    ask: 'LAPGANの識別器は、条件の粗い画像をどう使うの？',
  },
  {
    id: 'faq-psnr-gap',
    page: 'papers/srgan',
    topic: 'papers',
    ask: '鮮やかな超解像のPSNRは、ぼやけたものよりどれだけ低くなるの？',
  },
  {
    id: 'faq-pix2pix-patches',
    page: 'papers/pix2pix',
    topic: 'papers',
    ask: 'PatchGANは、画像を70×70画素に切り分けて識別器に見せるの？',
  },
  {
    id: 'faq-pix2pix-noise',
    page: 'papers/pix2pix',
    topic: 'papers',
    ask: 'pix2pixの出力は、なぜ毎回ほとんど同じなの？ ノイズはどこにあるの？',
  },
  {
    id: 'faq-simgan-realism',
    page: 'papers/simgan',
    topic: 'papers',
    ask: 'いちばん本物らしく仕上げたデータで学習すると、分類器はいちばん賢くなるの？',
  },
] as const satisfies readonly Question[];

/** The ids that `<Question>` may name; a misspelt one does not compile. */
export type QuestionId = (typeof all)[number]['id'];

/** All questions, in the order of the list. */
export const questions: readonly (Question & { readonly id: QuestionId })[] = all;

/** @throws if there is no such question, with the ids that there are */
export function findQuestion(id: string): Question {
  const question = questions.find((candidate) => candidate.id === id);
  if (!question) {
    const known = questions.map((candidate) => candidate.id).join(', ');
    throw new Error(`<Question id="${id}" />: content/faq.ts has only ${known}`);
  }
  return question;
}
