/** The three charts: both terms over D's answers, and what G makes smaller, with its slope, over logits. */
import { tick } from '../../charts/axes';
import type { Place } from '../../charts/plot-area';
import { formatMeasure } from '../kit/format';
import type { ExplorerChart, ExplorerCurve } from './chart';
import {
  type Answers,
  logitOf,
  type LossCurve,
  nonSaturatingCurve,
  saturatingCurve,
} from './terms';

const saturating = { color: '--color-fake', isDashed: false, term: 'fake' } as const;
const nonSaturating = { color: '--color-generator', isDashed: true, term: 'fake' } as const;

const overLogits = {
  xTitle: '偽物についての答え D = σ(a)',
  x: [-5, 5],
  xTicks: [0.01, 0.1, 0.5, 0.9, 0.99].map((answer) => tick(logitOf(answer), String(answer))),
} as const;

/** Both terms over D's answers, from 0 to 1. */
export function termsChart({ real, fake }: Answers): ExplorerChart {
  const realTerm: ExplorerCurve = {
    label: 'log D(x)',
    labelAt: [0.3, -2.6],
    anchor: 'middle',
    color: '--color-real',
    isDashed: false,
    term: 'real',
    f: Math.log,
    at: real,
    slope: null,
  };
  const fakeTerm: ExplorerCurve = {
    ...saturating,
    label: 'log(1 − D(G(z)))',
    labelAt: [0.84, -3.4],
    anchor: 'end',
    f: (answer) => Math.log(1 - answer),
    at: fake,
    slope: null,
  };
  const [realValue, fakeValue] = [realTerm, fakeTerm].map(({ f, at }) => formatMeasure(f(at)));
  return {
    title: '2つの項',
    description: `横軸は識別器の答え。log D(x)はD(x)=${real}で${realValue}、log(1−D(G(z)))はD(G(z))=${fake}で${fakeValue}。`,
    xTitle: '識別器の答え D',
    x: [0.002, 0.998],
    xTicks: [0.1, 0.3, 0.5, 0.7, 0.9].map((at) => tick(at)),
    y: [-5, 0.4],
    yTicks: [0, -1, -2, -3, -4].map((at) => tick(at)),
    curves: [realTerm, fakeTerm],
  };
}

/** What G makes smaller, over the logit of D(G(z)), with the tangents whose slopes are G's gradients. */
export function lossesChart({ fake }: Answers): ExplorerChart {
  const at = logitOf(fake);
  const curve = ({ value, slope }: LossCurve, label: string, labelAt: Place) => ({
    label,
    labelAt,
    f: value,
    at,
    slope: slope(at),
  });
  const values = [saturatingCurve, nonSaturatingCurve].map(({ value }) => formatMeasure(value(at)));
  return {
    ...overLogits,
    title: '生成器が小さくする量',
    description: `横軸は識別器のロジットa、目盛りはD=σ(a)。D(G(z))=${fake}で、log(1−D)は${values[0]}、−log Dは${values[1]}。`,
    y: [-5, 5],
    yTicks: [-4, -2, 0, 2, 4].map((y) => tick(y)),
    curves: [
      { ...saturating, ...curve(saturatingCurve, 'log(1 − D)', [0.6, -3.6]), anchor: 'end' },
      { ...nonSaturating, ...curve(nonSaturatingCurve, '−log D', [-0.8, 3.6]), anchor: 'start' },
    ],
  };
}

/** The slopes of both, over the same axis. */
export function gradientsChart({ fake }: Answers): ExplorerChart {
  const at = logitOf(fake);
  const curve = ({ slope }: LossCurve, label: string, labelAt: Place) => ({
    label,
    labelAt,
    f: slope,
    at,
    slope: null,
    anchor: 'start' as const,
  });
  const slopes = [saturatingCurve, nonSaturatingCurve].map(({ slope }) => formatMeasure(slope(at)));
  return {
    ...overLogits,
    title: 'その勾配（aで微分した値）',
    description: `横軸は識別器のロジットa、目盛りはD=σ(a)。D(G(z))=${fake}で、log(1−D)の勾配−Dは${slopes[0]}、−log Dの勾配−(1−D)は${slopes[1]}。`,
    y: [-1.1, 0.1],
    yTicks: [0, -0.5, -1].map((y) => tick(y)),
    curves: [
      { ...saturating, ...curve(saturatingCurve, '−σ(a)', [2.2, -0.78]) },
      { ...nonSaturating, ...curve(nonSaturatingCurve, '−(1 − σ(a))', [-1.5, -0.97]) },
    ],
  };
}
