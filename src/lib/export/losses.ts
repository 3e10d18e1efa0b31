/** Losses of D's outputs as functions in Python. */
import type { KnownLoss, RecipeLoss, TrainingRecipe } from '../models/recipe';
import { comment } from './python';

/** How a framework writes what losses are made of, of an expression. */
export interface LossWords {
  readonly softplus: (x: string) => string;
  readonly mean: (x: string) => string;
}

interface LossText {
  readonly doc: string;
  readonly value: string;
}

const known = (
  { softplus, mean }: LossWords,
  realTarget: number,
): Readonly<Record<'discriminator' | 'generator', Partial<Record<KnownLoss, LossText>>>> => {
  const smoothing = realTarget === 1 ? '' : ` + ${(1 - realTarget) / 2} * ${mean('real')}`;
  const entropy = `(${mean(softplus('-real'))} + ${mean(softplus('fake'))}) / 2`;
  return {
    discriminator: {
      'cross-entropy': {
        doc: `-log D(x) と -log(1 - D(G(z))) の平均${smoothing && `（本物の目標は${realTarget}）`}。`,
        value: `${entropy}${smoothing}`,
      },
      'least-squares': {
        doc: '本物で1、偽物で0を目標にした二乗誤差の半分。',
        value: `(${mean('(real - 1) ** 2')} + ${mean('fake ** 2')}) / 2`,
      },
    },
    generator: {
      'non-saturating': { doc: '-log D(G(z)) の平均。', value: mean(softplus('-fake')) },
      saturating: { doc: 'log(1 - D(G(z))) の平均。', value: `-${mean(softplus('fake'))}` },
      'least-squares': {
        doc: '偽物で1を目標にした二乗誤差の半分。',
        value: `${mean('(fake - 1) ** 2')} / 2`,
      },
    },
  };
};

/** Both losses; one that is not known as its text, in a function that raises. */
export function lossesCode({ losses }: TrainingRecipe, words: LossWords): string {
  return (['discriminator', 'generator'] as const)
    .map((role) => {
      const loss = losses[role];
      const head = `def ${role}_loss(${role === 'discriminator' ? 'real, fake' : 'fake'}):`;
      const body = knownText(role, loss, words) ?? unwritten(loss);
      return `${head}\n${body}`;
    })
    .join('\n\n\n');
}

function knownText(role: 'discriminator' | 'generator', loss: RecipeLoss, words: LossWords) {
  if (loss.kind !== 'known') return null;
  const found = known(words, loss.realTarget ?? 1)[role][loss.name];
  return found ? `    """${found.doc}"""\n    return ${found.value}` : null;
}

function unwritten(loss: RecipeLoss): string {
  const origin = loss.kind === 'custom' ? loss.text : loss.name;
  return [
    '    # この損失はPythonに書き直してください。元の損失：',
    comment(origin, '    '),
    "    raise NotImplementedError('この損失をPythonに書き直してください。')",
  ].join('\n');
}
