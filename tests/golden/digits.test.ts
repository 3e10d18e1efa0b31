import { expectRecorded } from './expect-recorded';

expectRecorded(['dcgan', 'dcgan-without-dropout', 'mlp-gan']);
