/** What a browser shows of the site when the reader installs it. */
import { href } from '@components/layout/reading-order';
import { iconSizes } from './icons/[icon].png';

export function GET(): Response {
  const icons = iconSizes.map(({ name, size, purpose }) => ({
    src: href(`icons/${name}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  }));
  return Response.json({
    id: href(''),
    name: 'はじめてのGAN — 動くチュートリアル',
    short_name: 'はじめてのGAN',
    description: 'GANのしくみを読み、ブラウザの中で学習させて確かめるチュートリアル。',
    lang: 'ja',
    start_url: href(''),
    scope: href(''),
    display: 'minimal-ui',
    background_color: '#16181c',
    theme_color: '#16181c',
    icons: [
      { src: href('favicon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ...icons,
    ],
  });
}
