/** The icons of the installed site, drawn from its favicon. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/** A maskable icon may be cut to a circle of 80 % of its side: the ground goes on around the drawing. */
export const iconSizes = [
  { name: 'icon-192', size: 192, purpose: 'any' },
  { name: 'icon-512', size: 512, purpose: 'any' },
  { name: 'maskable-512', size: 512, purpose: 'maskable' },
] as const;

type Icon = (typeof iconSizes)[number];

export function getStaticPaths() {
  return iconSizes.map((icon) => ({ params: { icon: icon.name }, props: icon }));
}

export async function GET({ props: { size, purpose } }: { props: Icon }): Promise<Response> {
  const drawing = await readFile('public/favicon.svg');
  const inner = purpose === 'maskable' ? Math.round(size * 0.8) : size;
  const margin = (size - inner) / 2;
  const ground = { r: 0x16, g: 0x18, b: 0x1c, alpha: purpose === 'maskable' ? 1 : 0 };
  const picture = await sharp(drawing, { density: 72 * (inner / 32) })
    .resize(inner)
    .extend({
      top: Math.floor(margin),
      left: Math.floor(margin),
      bottom: Math.ceil(margin),
      right: Math.ceil(margin),
      background: ground,
    })
    .flatten(purpose === 'maskable' ? { background: ground } : false)
    .png()
    .toBuffer();
  return new Response(new Uint8Array(picture));
}
