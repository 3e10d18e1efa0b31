/** Pictures that stand in the cell before it has been run, and what they show. */
import generatedUrl from './stills/generated.png?url';
import realUrl from './stills/real.png?url';

export interface Still {
  readonly url: string;
  /** Beside the picture, for everyone. */
  readonly caption: string;
  /** In place of the picture. */
  readonly description: string;
}

export const stills = {
  generated: {
    url: generatedUrl,
    caption: 'このセルで3,001ステップ学習した例です',
    description:
      '見本：このセルの生成器が、論文のAdamの設定で3,001ステップ学習したあとに描いた64枚の数字',
  },
  real: {
    url: realUrl,
    caption: 'MNISTの10,000枚から64枚',
    description: '学習に使う本物の手書き数字のうち64枚',
  },
} as const satisfies Record<string, Still>;
