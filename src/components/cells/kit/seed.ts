import type { IntegerControl } from '@lib/controls';

/** For cells that train two GANs from one seed. */
export const seedControl: IntegerControl = {
  type: 'integer',
  label: 'シード',
  help: '乱数の出発点です。2つのGANの重み、データ、ノイズは、同じシードから作ります。',
  min: 0,
  max: 2 ** 32 - 1,
  scale: 'linear',
  step: 1,
  default: 1,
  unit: '',
};
