import { tileImages } from 'gan';
import { showImages } from '../functions';
import { digits } from './data';

// #region cell
// #include data/image-grid.ts image-grid

// 先頭の24枚を、12列に並べて1枚の画像にします。
const size = digits.height * digits.width;
const first24 = digits.images.subarray(0, 24 * size);
const layout = { count: 24, height: digits.height, columns: 12 };
showImages(tileImages({ ...layout, images: first24, width: digits.width }));

// 白黒を逆にします。
const inverted = first24.map((value) => 255 - value);
showImages(tileImages({ ...layout, images: inverted, width: digits.width }));

// 左半分だけの、縦長の画像です。高さと幅が違っても正しく並びます。
const halfWidth = digits.width / 2;
const leftHalves = first24.filter((_, i) => i % digits.width < halfWidth);
showImages(tileImages({ ...layout, images: leftHalves, width: halfWidth }));
// #endregion
