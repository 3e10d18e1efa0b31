import { formatMeasure } from '../shared/format';
import type { ExplorerChart, ExplorerCurve, Tick } from './chart';
import type { ExplorerState } from './state';
import { logitOf, nonSaturatingCurve, saturatingCurve, type TermName } from './terms';

type OnPoint = (term: TermName | null) => void;

const tick = (at: number, text = String(at).replace('-', '−')): Tick => ({ at, text });
const logits = [-5, 5] as const;
const answerTicks = [0.01, 0.1, 0.5, 0.9, 0.99].map((answer) =>
  tick(logitOf(answer), String(answer)),
);
const solid = { isDashed: false, slope: null } as const;

/** Both terms over D's answers, from 0 to 1. */
export function termsChart({ answers, active }: ExplorerState, onPoint: OnPoint): ExplorerChart {
  const real: ExplorerCurve = {
    ...solid,
    label: 'log D(x)',
    labelAt: [0.3, -2.6],
    anchor: 'middle',
    color: '--color-real',
    term: 'real',
    f: Math.log,
    at: answers.real,
  };
  const fake: ExplorerCurve = {
    ...solid,
    label: 'log(1 − D(G(z)))',
    labelAt: [0.84, -3.4],
    anchor: 'end',
    color: '--color-fake',
    term: 'fake',
    f: (answer) => Math.log(1 - answer),
    at: answers.fake,
  };
  return {
    title: '2つの項',
    description: `横軸は識別器の答え。log D(x)はD(x)=${answers.real}で${formatMeasure(real.f(real.at))}、log(1−D(G(z)))はD(G(z))=${answers.fake}で${formatMeasure(fake.f(fake.at))}。`,
    xTitle: '識別器の答え D',
    x: [0.002, 0.998],
    xTicks: [0.1, 0.3, 0.5, 0.7, 0.9].map((at) => tick(at)),
    y: [-5, 0.4],
    yTicks: [0, -1, -2, -3, -4].map((at) => tick(at)),
    curves: [real, fake],
    active,
    onPoint,
  };
}

/** What G makes smaller, over the logit of D(G(z)), with the tangents whose slopes are G's gradients. */
export function lossesChart({ answers, active }: ExplorerState, onPoint: OnPoint): ExplorerChart {
  const at = logitOf(answers.fake);
  const values = [saturatingCurve, nonSaturatingCurve].map(({ value }) => formatMeasure(value(at)));
  return {
    title: '生成器が小さくする量',
    description: `横軸は識別器のロジットa、目盛りはD=σ(a)。D(G(z))=${answers.fake}で、log(1−D)は${values[0] ?? ''}、−log Dは${values[1] ?? ''}。`,
    ...overLogits,
    y: [-5, 5],
    yTicks: [-4, -2, 0, 2, 4].map((y) => tick(y)),
    curves: [
      {
        ...saturating,
        anchor: 'end',
        labelAt: [0.6, -3.6],
        f: saturatingCurve.value,
        at,
        slope: saturatingCurve.slope(at),
      },
      {
        ...nonSaturating,
        anchor: 'start',
        labelAt: [-0.8, 3.6],
        f: nonSaturatingCurve.value,
        at,
        slope: nonSaturatingCurve.slope(at),
      },
    ],
    active,
    onPoint,
  };
}

/** The slopes of both, over the same axis. */
export function gradientsChart(
  { answers, active }: ExplorerState,
  onPoint: OnPoint,
): ExplorerChart {
  const at = logitOf(answers.fake);
  const slopes = [saturatingCurve, nonSaturatingCurve].map(({ slope }) => formatMeasure(slope(at)));
  return {
    title: 'その勾配（aで微分した値）',
    description: `横軸は識別器のロジットa、目盛りはD=σ(a)。D(G(z))=${answers.fake}で、log(1−D)の勾配−Dは${slopes[0] ?? ''}、−log Dの勾配−(1−D)は${slopes[1] ?? ''}。`,
    ...overLogits,
    y: [-1.1, 0.1],
    yTicks: [0, -0.5, -1].map((y) => tick(y)),
    curves: [
      {
        ...saturating,
        anchor: 'start',
        label: '−σ(a)',
        labelAt: [2.2, -0.78],
        f: saturatingCurve.slope,
        at,
        slope: null,
      },
      {
        ...nonSaturating,
        anchor: 'start',
        label: '−(1 − σ(a))',
        labelAt: [-1.5, -0.97],
        f: nonSaturatingCurve.slope,
        at,
        slope: null,
      },
    ],
    active,
    onPoint,
  };
}

const overLogits = {
  xTitle: '偽物についての答え D = σ(a)',
  x: logits,
  xTicks: answerTicks,
};
const saturating = {
  label: 'log(1 − D)',
  color: '--color-fake',
  isDashed: false,
  term: 'fake',
} as const;
const nonSaturating = {
  label: '−log D',
  color: '--color-generator',
  isDashed: true,
  term: 'fake',
} as const;
