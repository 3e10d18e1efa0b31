/** `<dcgan-ablations>`: two DCGANs of which one lacks a choice of the article's. */
import { defineComparison } from '../comparison/comparison-cell';
import { ablations } from './ablations';
import data from './opening.json';
import first from './opening-0.png?url';
import second from './opening-1.png?url';

defineComparison({ ...ablations, opening: { ...data, stills: [first, second] } });
