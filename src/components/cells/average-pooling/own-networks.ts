import { readHead } from '@lib/inspection/network-head';
import { createDiscriminator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import type { OwnNetworks } from './heads';

/**
 * The sizes of this project's networks, from their layers; the weights do not matter. For the server,
 * since a page is not to load tfjs for it.
 */
export function ownNetworks(): OwnNetworks {
  return {
    discriminator: readHead(createDiscriminator(new Random(0))),
    classifier: readHead(createDigitClassifier(new Random(0))),
  };
}
