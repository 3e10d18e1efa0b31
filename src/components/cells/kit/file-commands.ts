/** The run under way as files for other programs: made, shown, and only then saved. */
import type { CellTypes } from './cell-state';
import type { Client, ClientHolder } from './client-holder';
import type { CellDeclaration, CellHandle, SharedCommands } from './declaration';
import { download } from './download';
import type { TakeHomeState } from './take-home-state';
import { weightCommands } from './weight-commands';

type Owner<T extends CellTypes> = CellHandle<T> & {
  readonly declaration: CellDeclaration<T>;
  readonly worker: Pick<ClientHolder<Client>, 'current'>;
};
export type FileCommands = Pick<
  SharedCommands,
  'chooseTakeHome' | 'makeTakeHome' | 'saveTakeHome' | 'saveWeights' | 'loadWeights'
>;

/** All commands by which a run goes to the reader's disk, and weights come from it. */
export function fileCommands<T extends CellTypes>(controller: Owner<T>): FileCommands {
  let blob: Blob | null = null;
  const change = (takeHome: Partial<TakeHomeState>) => {
    controller.dispatch({ type: 'take-home', takeHome });
  };
  return {
    ...weightCommands(controller),
    chooseTakeHome(chosen) {
      blob = null;
      change({ ...chosen, made: null });
    },
    makeTakeHome() {
      blob = null;
      change({ isBusy: true, made: null });
      void controller
        .guarded(async () => {
          const made = await make(controller);
          if (!made) return;
          blob = made.blob;
          change({ made: made.file });
        })
        .finally(() => {
          change({ isBusy: false });
        });
    },
    saveTakeHome() {
      const { made } = controller.state.takeHome;
      if (blob && made) download(blob, made.fileName);
    },
  };
}

async function make<T extends CellTypes>(controller: Owner<T>) {
  const { state, declaration } = controller;
  const { format, lane } = state.takeHome;
  const { packTakeHome } = await import('@lib/export/packing');
  const client = await controller.worker.current;
  if (!client || !controller.hasNetworks) return null;
  const snapshot = await client.snapshot(lane);
  const { step } = snapshot.checkpoint;
  const { curves, surroundings } = controller.state;
  const { bytes, type, ...file } = await packTakeHome({
    snapshot,
    format,
    about: {
      title: declaration.title,
      name: declaration.element.replace(/-cell$/, ''),
      curves: { steps: curves.steps, values: curves.values },
    },
    hasShippedDigits: surroundings.source.kind === 'shipped',
  });
  return { blob: new Blob([bytes], { type }), file: { ...file, size: bytes.length, step } };
}
