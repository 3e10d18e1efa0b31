import { print } from '../functions';
import { D } from './discriminator';
import { G } from './generator';

// #region cell
// ここには何を書いてもかまいません。上のセルで決めた名前と、ganの関数が使えます。
print(`生成器は${G.layers.length}層、識別器は${D.layers.length}層です。`);
// #endregion
