/** Who a part of a drawing belongs to; each has its colour in every drawing. */
export type Tone = 'neutral' | 'generator' | 'discriminator' | 'real' | 'fake' | 'accent';

export const tones: readonly Tone[] = [
  'neutral',
  'generator',
  'discriminator',
  'real',
  'fake',
  'accent',
];

/** The colour of lines. */
export const strokeOf = (tone: Tone): string =>
  tone === 'neutral' ? 'var(--figure-muted)' : `var(--color-${tone})`;

/** The colour of areas, light enough to carry text. */
export const fillOf = (tone: Tone): string =>
  tone === 'neutral'
    ? 'var(--figure-fill)'
    : `color-mix(in srgb, ${strokeOf(tone)} 14%, var(--color-surface))`;
