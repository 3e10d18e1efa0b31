/** Small images, and maps of signed values over them, as SVG that the server can draw too. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';

/** Shades that values are rounded to. */
const shades = 16;
/** From this share of the largest value on, a place also carries its sign. */
const signedFrom = 0.4;

export interface SignedMap {
  /** What it shows, for screen readers. */
  readonly label: string;
  /** `[side, side]` bytes below the map, 0 black to 255 white; `null` for plain black. */
  readonly image: Uint8Array | null;
  /** Values `[rows, rows]` to lay over it; `null` for none. */
  readonly values: Float32Array | null;
  /** The size of a value that has the full colour; by default the largest there is. */
  readonly limit?: number;
  /** Whether large values carry a + or −; not needed where none is below 0. */
  readonly hasSigns?: boolean;
}

/** A square image with a map over it: orange and + above 0, blue and − below. */
export function signedMap(options: SignedMap): TemplateResult {
  const { label, image, values, limit, hasSigns = true } = options;
  // Hundreds of pixels are not worth going through for a change elsewhere in the cell.
  const layers = guard([image, values, limit, hasSigns], () => {
    const most = limit ?? largest(values ?? []);
    const map = values && most > 0 ? { values, most } : null;
    return [
      image ? layer(image, '#fff', (byte) => byte / 255) : null,
      // On black in either theme, so the colours are the same in both.
      map && layer(map.values, '#f3902c', (value) => (0.85 * value) / map.most),
      map && layer(map.values, '#4aa3f0', (value) => (-0.85 * value) / map.most),
      map && hasSigns ? signs(map.values, map.most) : null,
    ];
  });
  return html`<svg class="signed-map" role="img" aria-label=${label} viewBox="0 0 1 1">
    ${svg`<rect width="1" height="1" fill="#000" />`} ${layers}
  </svg>`;
}

/** The largest size of any value; 0 of none. */
export function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** What the colours and signs mean; and the value of the full colour, where it is one for all. */
export function signedLegend(options: {
  readonly above: string;
  readonly below: string;
  readonly limit?: string;
}): TemplateResult {
  const { above, below, limit } = options;
  return html`<p class="signed-legend">
    <span><i class="above" aria-hidden="true">+</i>${above}</span>
    <span><i class="below" aria-hidden="true">−</i>${below}</span>
    ${limit === undefined ? nothing : html`<span>いちばん濃い色：±${limit}</span>`}
  </p>`;
}

/** Pixels in one colour, one path for each shade: an element each would make every redraw slow. */
function layer(
  values: ArrayLike<number>,
  fill: string,
  shadeOf: (value: number) => number,
): SVGTemplateResult {
  const columns = Math.sqrt(values.length);
  const paths = Array.from({ length: shades + 1 }, () => '');
  for (let i = 0; i < values.length;) {
    const shade = roundedShade(shadeOf(values[i] ?? 0));
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let length = 1;
    while (x + length < columns && roundedShade(shadeOf(values[i + length] ?? 0)) === shade) {
      length += 1;
    }
    if (shade > 0) paths[shade] += `M${x} ${y}h${length}v1h-${length}z`;
    i += length;
  }
  // Crisp, so that no lines show between neighbours.
  return svg`<g fill=${fill} shape-rendering="crispEdges" transform="scale(${1 / columns})">
    ${paths.flatMap((path, shade) =>
      path ? [svg`<path d=${path} fill-opacity=${(shade / shades).toFixed(3)} />`] : [],
    )}
  </g>`;
}

function roundedShade(share: number): number {
  return Math.round(shades * Math.min(1, Math.max(0, share)));
}

/** A + or − in each place whose value is large, white with a dark rim. */
function signs(values: Float32Array, limit: number): SVGTemplateResult {
  const columns = Math.sqrt(values.length);
  const path = Array.from(values, (value, i) => {
    if (Math.abs(value) < signedFrom * limit) return '';
    const [x, y] = [(i % columns) + 0.5, Math.floor(i / columns) + 0.5];
    const across = `M${x - arm} ${y}h${2 * arm}`;
    return value > 0 ? `${across}M${x} ${y - arm}v${2 * arm}` : across;
  }).join('');
  return svg`<g fill="none" transform="scale(${1 / columns})">
    <path d=${path} stroke="#000" stroke-width="0.18" />
    <path d=${path} stroke="#fff" stroke-width="0.08" />
  </g>`;
}

/** Half the length of a sign's strokes, in pixels; a sum of powers of two, so that it is written short. */
const arm = 0.1875;
