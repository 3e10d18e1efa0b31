import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { readHead } from '@lib/inspection/network-head';
import { createDiscriminator } from '@lib/models/dcgan';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { html } from 'lit';
import './average-pooling';
import type { OwnNetworks } from './heads';

/** The cell before its program runs, as HTML with a declarative shadow root. */
export function renderStill(): string {
  const networks = JSON.stringify(ownNetworks());
  return collectResultSync(render(html`<average-pooling networks=${networks}></average-pooling>`));
}

/** The sizes of this project's networks, from their layers; the weights do not matter. */
export function ownNetworks(): OwnNetworks {
  return {
    discriminator: readHead(createDiscriminator(new Random(0))),
    classifier: readHead(createDigitClassifier(new Random(0))),
  };
}
