import type { LatentSamples } from '@lib/runtime/latent/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { isNeeded } from './plan';
import { type GroupName, groupNames } from './settings';
import type { Action, LatentState } from './state';
import { formatDegrees, thumbnail, tileOf } from './tile';

type Dispatch = (action: Action) => void;

/** Samples of a digit that are shown to pick from. */
const shownCount = 30;

/** The three groups, and samples to fill them with. */
export function picker(
  state: LatentState,
  samples: LatentSamples,
  dispatch: Dispatch,
): TemplateResult {
  return html`<div class="groups" role="group" aria-label="グループ">
      ${groupNames.map((name) => group(name, state, samples, dispatch))}
    </div>
    <div class="samples">
      <p class="hint" id="samples-hint">
        画像を押すと、選んであるグループ（${state.active.toUpperCase()}）に入ります。もう一度押すと外れます。左に傾いたものから順に並んでいます。
      </p>
      <div class="sample-grid" role="group" aria-labelledby="samples-hint">
        ${shownSamples(state, samples).map((i) => sample(i, state, samples, dispatch))}
      </div>
    </div>`;
}

function group(
  name: GroupName,
  state: LatentState,
  samples: LatentSamples,
  dispatch: Dispatch,
): TemplateResult {
  const members = state.groups[name];
  const isActive = state.active === name;
  const label = name.toUpperCase();
  return html`<div class="group" ?data-unused=${!isNeeded(state.settings, name)}>
    <button
      type="button"
      class="button"
      aria-pressed=${isActive ? 'true' : 'false'}
      @click=${() => {
        dispatch({ type: 'activate', group: name });
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
              dispatch({ type: 'toggle', group: name, sample: i });
            }}
          >
            ${thumbnail(tileOf(samples.images, i))}
          </button>`,
      )}
      ${members.length === 0 ? html`<span class="hint">まだ空です</span>` : nothing}
    </div>
  </div>`;
}

function sample(i: number, state: LatentState, samples: LatentSamples, dispatch: Dispatch) {
  const { active, groups } = state;
  const holders = groupNames.filter((name) => groups[name].includes(i));
  return html`<button
    type="button"
    class="tile"
    aria-pressed=${groups[active].includes(i) ? 'true' : 'false'}
    aria-label=${nameOf(samples, i)}
    @click=${() => {
      dispatch({ type: 'toggle', group: active, sample: i });
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
function shownSamples({ settings }: LatentState, samples: LatentSamples): number[] {
  const { classes, attributes } = samples;
  const slant = (i: number) => attributes[i]?.slant ?? 0;
  const all = [...classes.keys()]
    .filter((i) => classes[i] === Number(settings.digit) && attributes[i])
    .sort((a, b) => slant(a) - slant(b) || a - b);
  if (all.length <= shownCount) return all;
  return Array.from(
    { length: shownCount },
    (_, k) => all[Math.round((k * (all.length - 1)) / (shownCount - 1))] ?? 0,
  );
}
