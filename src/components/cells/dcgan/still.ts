import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import type { PresetName } from './controls';
import './dcgan-cell';

/**
 * The cell as it is before its program runs, as HTML with a declarative shadow root: complete and
 * readable, with everything that would start something switched off.
 */
export function renderStill(preset: PresetName): string {
  return collectResultSync(render(html`<dcgan-cell preset=${preset}></dcgan-cell>`));
}
