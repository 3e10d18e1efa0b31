import type { LatentSamples } from '@lib/lookups/latent-space';
import { html, nothing, type TemplateResult } from 'lit';
import { isNeeded } from './plan';
import { type GroupName, groupNames } from './settings';
import type { LatentState, LatentView } from './types';
import { formatDegrees, thumbnail, tileOf } from './tile';

/** Samples of a digit that are shown to pick from. */
const shownCount = 30;

/** The three groups, and samples to fill them with. */
export function picker(view: LatentView, samples: LatentSamples): TemplateResult {
  const { own } = view.state;
  return html`<div class="groups" role="group" aria-label="グループ">
      ${groupNames.map((name) => group(name, view, samples))}
    </div>
    <div class="samples">
      <p class="hint" id="samples-hint">
        画像を押すと、選んであるグループ（${own.active.toUpperCase()}）に入ります。もう一度押すと外れます。左に傾いたものから順に並んでいます。
      </p>
      <div class="sample-grid" role="group" aria-labelledby="samples-hint">
        ${shownSamples(view.state, samples).map((i) => sample(i, view, samples))}
      </div>
    </div>`;
}

function group(name: GroupName, { state, commands }: LatentView, samples: LatentSamples) {
  const { own, values } = state;
  const members = own.groups[name];
  const label = name.toUpperCase();
  return html`<div class="group" ?data-unused=${!isNeeded(values, name)}>
    <button
      type="button"
      class="button"
      aria-pressed=${own.active === name ? 'true' : 'false'}
      @click=${() => {
        commands.activate(name);
      }}
    >
      ${label}に入れる
    </button>
    <div class="members">
      ${members.map(
        (i) =>
          html`<button
            type="button"
            class="tile"
            aria-label=${`${label}から${nameOf(samples, i)}を外す`}
            @click=${() => {
              commands.toggle(name, i);
            }}
          >
            ${thumbnail(tileOf(samples.images, i))}
          </button>`,
      )}
      ${members.length === 0 ? html`<span class="hint">まだ空です</span>` : nothing}
    </div>
  </div>`;
}

function sample(i: number, { state, commands }: LatentView, samples: LatentSamples) {
  const { active, groups } = state.own;
  const holders = groupNames.filter((name) => groups[name].includes(i));
  return html`<button
    type="button"
    class="tile"
    aria-pressed=${groups[active].includes(i) ? 'true' : 'false'}
    aria-label=${nameOf(samples, i)}
    @click=${() => {
      commands.toggle(active, i);
    }}
  >
    ${thumbnail(tileOf(samples.images, i))}
    ${
      holders.length > 0
        ? html`<span class="held">${holders.join('').toUpperCase()}</span>`
        : nothing
    }
  </button>`;
}

function nameOf({ classes, attributes }: LatentSamples, i: number): string {
  return `サンプル${i}：${classes[i] ?? 0}、傾き${formatDegrees(attributes[i]?.slant ?? 0)}`;
}

/** Samples of the digit chosen, evenly over the range of slants, ordered by it. */
function shownSamples({ values }: LatentState, samples: LatentSamples): number[] {
  const { classes, attributes } = samples;
  const slant = (i: number) => attributes[i]?.slant ?? 0;
  const all = [...classes.keys()]
    .filter((i) => classes[i] === Number(values.digit) && attributes[i])
    .sort((a, b) => slant(a) - slant(b) || a - b);
  if (all.length <= shownCount) return all;
  return Array.from(
    { length: shownCount },
    (_, k) => all[Math.round((k * (all.length - 1)) / (shownCount - 1))] ?? 0,
  );
}
