import { mnistFromIdxFiles } from './idx';
import { refuseLarge } from './largest-content';
import type { MnistDataset } from './mnist';

/** The digits of the files that the reader has chosen: read once, however often a run begins anew. */
export class ChosenDigits {
  private last: { readonly key: string; readonly digits: MnistDataset } | null = null;

  /** @throws as `mnistFromIdxFiles` does, on too large a file, or as the browser if a file has changed or gone */
  async read(files: readonly File[]): Promise<MnistDataset> {
    // What is left of a file's identity once it has been sent here.
    const key = JSON.stringify(
      files.map(({ name, size, lastModified }) => [name, size, lastModified]),
    );
    if (this.last?.key !== key) {
      refuseLarge(files);
      // A set of these and a new one may be more than memory holds.
      this.forget();
      const named = [];
      for (const file of files) {
        named.push({ name: file.name, bytes: await file.arrayBuffer() });
      }
      this.last = { key, digits: await mnistFromIdxFiles(named) };
    }
    return this.last.digits;
  }

  forget(): void {
    this.last = null;
  }
}
