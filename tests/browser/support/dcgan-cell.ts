/** The DCGAN cell of 実装 as a reader uses it: by roles and labels. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { approach, patience } from './cell';

export { patience };

export class DcganCell {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('dcgan-cell');
  }

  /** Open the page with the cell in sight and its program there. */
  static async visit(page: Page): Promise<DcganCell> {
    await page.goto('code/#run');
    const cell = new DcganCell(page);
    await approach(cell.root);
    return cell;
  }

  /** One that computes on WebAssembly, with small batches: quick steps. */
  static async visitQuick(page: Page): Promise<DcganCell> {
    const cell = await DcganCell.visit(page);
    await cell.openPanel('計算方法');
    await cell.root.getByLabel('計算方法の選択').selectOption('wasm');
    await cell.openPanel('設定');
    await cell.fill('バッチサイズ', '8');
    return cell;
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click(patience);
  }

  field(label: string): Locator {
    return this.root.getByRole('spinbutton', { name: label, exact: true });
  }

  async fill(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
    await this.field(label).blur();
  }

  async openPanel(title: string): Promise<void> {
    const panel = this.root.locator('details').filter({
      has: this.page.locator('.panel-title').getByText(title, { exact: true }),
    });
    if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  }

  /** The text behind a name in the list of numbers or in a legend. */
  number(name: string): Locator {
    const term = this.page.locator('dt').getByText(name, { exact: true });
    return this.root.locator('dl > div').filter({ has: term }).locator('dd');
  }

  /** Steps done, as shown; 0 before a session. */
  async steps(): Promise<number> {
    return parseInt((await this.number('ステップ').innerText()).replace(/\D*$/, ''), 10) || 0;
  }

  async waitForStep(least: number): Promise<void> {
    await expect.poll(() => this.steps(), patience).toBeGreaterThanOrEqual(least);
  }

  async waitForPhase(text: string): Promise<void> {
    await expect(this.root.locator('.phase')).toHaveText(text, patience);
  }

  /** The generator's pictures as drawn, told apart by a hash. */
  samples(): Promise<string> {
    return hashOf(this.root.locator('#samples canvas'));
  }

  /** Wait until the samples shown are those of a step. */
  async waitForSamples(step: number): Promise<void> {
    const caption = this.root.getByText(`ステップ${step}（固定した64個のノイズから）`);
    await expect(caption).toBeVisible(patience);
  }

  /** Save both networks as a file below a folder; returns its path. */
  async saveWeights(folder: string): Promise<string> {
    await this.openPanel('学習画像と重み');
    const downloading = this.page.waitForEvent('download', patience);
    await this.press('重みを保存');
    const download = await downloading;
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  async loadWeights(path: string): Promise<void> {
    await this.openPanel('学習画像と重み');
    await this.root.getByLabel('重みを読み込む').setInputFiles(path);
  }

  /** Make a session's next step overflow, by weights that are finite, but only just. */
  async diverge(folder: string): Promise<void> {
    const entries = unzipSync(await readFile(await this.saveWeights(folder)));
    const name = 'discriminator/weights.bin';
    // Copied, so that it is aligned for floats.
    const weights = new Float32Array(new Uint8Array(entries[name] ?? []).buffer);
    entries[name] = new Uint8Array(weights.map((weight) => weight * 1e15).buffer);
    const path = join(folder, 'huge.zip');
    await writeFile(path, zipSync(entries, { level: 0 }));
    await this.loadWeights(path);
    await expect(this.root.getByText('huge.zipの重みを読み込みました。')).toBeVisible(patience);
    await this.press('1ステップ');
    await this.waitForPhase('学習停止');
  }

  /** Train until some steps are done, then pause. */
  async train(steps: number): Promise<void> {
    await this.press('実行');
    await this.waitForStep(steps);
    await this.press('一時停止');
    await this.waitForPhase('一時停止');
  }
}

/** A hash of what a canvas shows. */
export async function hashOf(canvas: Locator): Promise<string> {
  const picture = await canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  return createHash('sha256').update(picture).digest('hex').slice(0, 12);
}

/** An MNIST images file of so many images, each pixel by its index. */
export function idxImages(count: number): Buffer {
  const header = Buffer.alloc(16);
  [2051, count, 28, 28].forEach((value, i) => header.writeUInt32BE(value, 4 * i));
  const pixels = Buffer.from(Array.from({ length: count * 28 * 28 }, (_, i) => (i * 7) % 256));
  return Buffer.concat([header, pixels]);
}

export const idxFile = (count: number) => ({
  name: 'my-images-idx3-ubyte',
  mimeType: 'application/octet-stream',
  buffer: idxImages(count),
});
