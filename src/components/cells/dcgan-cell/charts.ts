/** The curves of a GAN of digits. */
import { laneCurve } from '../kit/chart-lines';
import type { ChartDeclaration } from '../kit/declaration';

/** What the two networks did so far: their losses, and how the discriminator answered. */
export const trainingCharts: readonly ChartDeclaration[] = [
  {
    id: 'losses',
    title: '損失',
    lines: [
      line('discriminatorLoss', '識別器', '--color-discriminator'),
      line('generatorLoss', '生成器', '--color-generator', true),
    ],
  },
  {
    id: 'scores',
    title: '識別器の判定（平均）',
    lines: [
      line('realScore', '本物 D(x)', '--color-real'),
      line('fakeScore', '生成 D(G(z))', '--color-fake', true),
    ],
    range: [0, 1],
    guide: 0.5,
  },
];

function line(metric: string, label: string, color: string, isDashed = false) {
  return { name: laneCurve(metric, 0), label, color, isDashed };
}
