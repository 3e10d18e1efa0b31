import { expectRecorded } from './expect-recorded';

expectRecorded(['dcgan-duel', 'dcgan-ablations', 'batch-normalization']);
