/** `<dcgan-duel>`: two DCGANs that differ in the generator's loss, after a head start of both discriminators. */
import { defineComparison } from '../comparison/comparison-cell';
import { duel } from './duel';
import data from './opening.json';
import first from './opening-0.png?url';
import second from './opening-1.png?url';

defineComparison({ ...duel, opening: { ...data, stills: [first, second] } });
