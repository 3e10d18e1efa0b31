import { expectRecorded } from './expect-recorded';

expectRecorded(['line-gan', 'plane-gan', 'loss-duel', 'leaky-relu']);
