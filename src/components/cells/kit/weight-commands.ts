/** The networks of a cell as files: saved as one zip, and loaded back. */
import type { SavedNetworks } from '@lib/session/protocol';
import type { CellTypes } from './cell-state';
import type { CellDeclaration, CellHandle, SharedCommands } from './declaration';
import { download } from './download';
import { readWeights } from './files';

type Owner<T extends CellTypes> = CellHandle<T> & {
  readonly declaration: Pick<CellDeclaration<T>, 'element' | 'weights'>;
};

export const weightCommands = <T extends CellTypes>(
  controller: Owner<T>,
): Pick<SharedCommands, 'saveWeights' | 'loadWeights'> => ({
  saveWeights: () => void controller.guarded(() => save(controller)),
  loadWeights: (files) => void controller.guarded(() => take(controller, files)),
});

/** Offer the networks as they are to the reader's disk; nothing without any. */
async function save<T extends CellTypes>(controller: Owner<T>): Promise<void> {
  const { element, weights } = controller.declaration;
  const { archive } = await import('@lib/storage/archive');
  const saved = await controller.networks();
  if (!saved || !weights) return;
  const names = [...Object.keys(weights.networks), weights.welcome ?? ''];
  const wanted = Object.entries(saved).filter(([name]) => names.includes(name));
  const zip = await archive.pack(Object.fromEntries(wanted));
  const name = `${element.replace(/-cell$/, '')}-weights-step${controller.state.step}.zip`;
  download(new Blob([zip], { type: 'application/zip' }), name);
}

/**
 * Put the networks of files into those of the cell.
 *
 * @throws in Japanese if the files hold others
 */
async function take<T extends CellTypes>(
  controller: Owner<T>,
  files: readonly File[],
): Promise<void> {
  const { networks = {}, welcome } = controller.declaration.weights ?? {};
  const { saved, name } = await readWeights(files, {
    needed: Object.keys(networks),
    titles: networks,
    ...(welcome === undefined ? {} : { welcome }),
  });
  if (await controller.loadWeights(saved satisfies SavedNetworks)) {
    controller.inform(`${name}の重みを読み込みました。`);
  }
}
