/** Controls that many cells have; a cell puts its own help, limits or default over them. */
import type { IntegerControl } from '@lib/controls';

export const seedControl = {
  type: 'integer',
  label: 'シード',
  help: '乱数の出発点です。同じシードなら、同じ重みから始まって同じ結果になります。',
  min: 0,
  max: 2 ** 32 - 1,
  scale: 'linear',
  step: 1,
  default: 1,
  unit: '',
} as const satisfies IntegerControl;

/** For cells that train two GANs from one seed. */
export const pairedSeedControl = {
  ...seedControl,
  help: '乱数の出発点です。2つのGANの重み、データ、ノイズは、同じシードから作ります。',
} as const satisfies IntegerControl;

/** For cells that only draw samples by it, in a form without words of help. */
export const shortSeedControl = {
  ...seedControl,
  help: '',
  max: 9999,
} as const satisfies IntegerControl;

/** Of Adam; the default is the cell's. */
export const learningRateControl = {
  type: 'number',
  label: '学習率',
  help: 'Adamが1回に重みを動かすおよその幅です。',
  min: 1e-5,
  max: 1e-2,
  scale: 'log',
  step: 0,
  unit: '',
} as const;
