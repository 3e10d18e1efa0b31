/** Small images, and maps of signed values over them, as SVG that the server can draw too. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Shades that values are rounded to. */
const shades = 24;
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
  const most = limit ?? largest(values ?? []);
  return html`<svg class="signed-map" role="img" aria-label=${label} viewBox="0 0 1 1">
    ${svg`<rect width="1" height="1" fill="#000" />`} ${image ? greys(image) : null}
    ${
      values && most > 0
        ? [
            overlay(values, most, 1),
            overlay(values, most, -1),
            hasSigns ? signs(values, most) : null,
          ]
        : null
    }
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

function greys(image: Uint8Array): SVGTemplateResult {
  return svg`<g fill="#fff">${byShade(image, (byte) => byte / 255)}</g>`;
}

function overlay(values: Float32Array, limit: number, sign: 1 | -1): SVGTemplateResult {
  // On black in either theme, so the colours are the same in both.
  const fill = sign > 0 ? '#f3902c' : '#4aa3f0';
  const shade = (value: number) => 0.85 * Math.min(1, Math.max(0, (sign * value) / limit));
  return svg`<g fill=${fill}>${byShade(values, shade)}</g>`;
}

/** One path for each shade: thousands of elements would make every redraw slow. */
function byShade(
  values: ArrayLike<number>,
  shadeOf: (value: number) => number,
): SVGTemplateResult[] {
  const columns = Math.sqrt(values.length);
  const paths = Array.from({ length: shades + 1 }, () => '');
  Array.from(values).forEach((value, i) => {
    const shade = Math.round(shades * shadeOf(value));
    if (shade > 0)
      paths[shade] +=
        `M${place(i % columns, columns)} ${place(Math.floor(i / columns), columns)}${square(columns)}`;
  });
  return paths.flatMap((path, shade) =>
    path ? [svg`<path d=${path} fill-opacity=${(shade / shades).toFixed(3)} />`] : [],
  );
}

/** A + or − in each place whose value is large. */
function signs(values: Float32Array, limit: number): SVGTemplateResult {
  const columns = Math.sqrt(values.length);
  const arm = 0.17 / columns;
  const path = Array.from(values, (value, i) => {
    if (Math.abs(value) < signedFrom * limit) return '';
    const x = ((i % columns) + 0.5) / columns;
    const y = (Math.floor(i / columns) + 0.5) / columns;
    const across = `M${short(x - arm)} ${short(y)}h${short(2 * arm)}`;
    return value > 0 ? `${across}M${short(x)} ${short(y - arm)}v${short(2 * arm)}` : across;
  }).join('');
  const width = 0.07 / columns;
  return svg`<path d=${path} stroke="#000" stroke-width=${2.4 * width} />
    <path d=${path} stroke="#fff" stroke-width=${width} />`;
}

const place = (index: number, columns: number) => short(index / columns);
/** A little too large, so that no dark lines stay between neighbours. */
const square = (columns: number) => {
  const side = short(1.01 / columns);
  return `h${side}v${side}h-${side}z`;
};
const short = (value: number) => String(Math.round(value * 1e4) / 1e4);
