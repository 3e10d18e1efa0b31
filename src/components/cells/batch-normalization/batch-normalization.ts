/** `<batch-normalization>`: two DCGANs that differ in where they normalise their batches. */
import { defineComparison } from '../comparison/comparison-cell';
import { normalization } from './normalization';
import data from './opening.json';
import first from './opening-0.png?url';
import second from './opening-1.png?url';

defineComparison({ ...normalization, opening: { ...data, stills: [first, second] } });
