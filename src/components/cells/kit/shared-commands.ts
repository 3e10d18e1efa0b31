/** The commands that every cell that trains has, whatever it trains. */
import type { BackendChoiceName } from '@lib/backends/report';
import type { CellTypes } from './cell-state';
import type { Client } from './client-holder';
import type { CellDeclaration, CellHandle, SharedCommands } from './declaration';
import type { FileCommands } from './file-commands';

/** What they are made of. */
interface Owner<T extends CellTypes> extends Pick<CellHandle<T>, 'state' | 'dispatch' | 'apply'> {
  readonly declaration: Pick<CellDeclaration<T>, 'presets'>;
  check(): void;
  run(): Promise<void>;
  pause(): Promise<void>;
  step(): Promise<void>;
  reset(): Promise<void>;
  single(action: (client: Client) => Promise<void>): Promise<void>;
  applyPreset(): Promise<void>;
  keepPace(): void;
  changeBackend(backend: BackendChoiceName): Promise<boolean>;
  resume(backend?: BackendChoiceName): Promise<void>;
  rewind(): Promise<void>;
  focusRun(): void;
}

export const sharedCommands = <T extends CellTypes>(
  controller: Owner<T>,
): Omit<SharedCommands, keyof FileCommands> => ({
  run: () => {
    controller.check();
    void controller.run();
  },
  pause: () => void controller.pause(),
  step: () => {
    controller.check();
    void controller.step();
  },
  reset: () => {
    controller.check();
    if (controller.state.failure) controller.focusRun();
    void controller.reset();
  },
  takeTurn: (name) => {
    controller.check();
    void controller.single((client) => client.takeTurn(name));
  },
  edit: (name, value) => {
    controller.dispatch({ type: 'edit', values: { [name]: value } });
  },
  commit: () => {
    controller.dispatch({ type: 'commit' });
    void controller.apply();
  },
  choose: (name, value) => {
    controller.dispatch({ type: 'edit', values: { [name]: value } });
    controller.dispatch({ type: 'commit' });
    void controller.apply();
  },
  choosePreset: (name) => {
    const preset = controller.declaration.presets?.[name];
    if (!preset) return;
    controller.dispatch({ type: 'edit', values: preset.values });
    controller.dispatch({ type: 'commit' });
    void controller.applyPreset();
  },
  chooseSpeed: (speed) => {
    controller.dispatch({ type: 'speed', speed });
    controller.keepPace();
  },
  changeBackend: (backend) => void controller.changeBackend(backend),
  resume: (backend) => {
    controller.check();
    controller.focusRun();
    void controller.resume(backend);
  },
  rewind: () => {
    controller.check();
    controller.focusRun();
    void controller.rewind();
  },
  dismissNotice: () => {
    controller.dispatch({ type: 'notice', notice: null });
    controller.focusRun();
  },
});
