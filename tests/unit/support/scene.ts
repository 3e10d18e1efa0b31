/** A cell that trains, its reader in a hurry, and its worker: what must hold whatever they do. */
import { expect } from 'vitest';
import type { CellAction, CellState, CellTypes } from '@components/cells/kit/cell-state';
import { CellController } from '@components/cells/kit/controller';
import { speeds } from '@components/cells/kit/speed';
import {
  initialState,
  reduce,
  restartsByItself,
  valuesOf,
  waitingNames,
} from '@components/cells/kit/state';
import type { Control } from '@lib/controls';
import type { AnyCell } from './cells';
import { FakeClock, microtasks } from './fake-clock';
import { type Mishaps, ModelClient, totalOf } from './session-model';

/** What a reader does, or what happens to one; numbers choose among what the cell has. */
export type Deed =
  | {
      readonly kind:
        | 'run'
        | 'pause'
        | 'step'
        | 'reset'
        | 'turn'
        | 'commit'
        | 'resume'
        | 'rewind'
        | 'redraw'
        | 'ask'
        | 'weights'
        | 'data'
        | 'leave'
        | 'hide'
        | 'die'
        | 'diverge'
        | 'lose-gpu';
    }
  | {
      readonly kind: 'type' | 'choose' | 'link' | 'experiment';
      readonly name: number;
      readonly value: number;
    }
  | { readonly kind: 'preset' | 'speed' | 'backend' | 'resume-on'; readonly which: number }
  | { readonly kind: 'mishap'; readonly of: keyof Mishaps };

export interface Appointment {
  /** Milliseconds after what was done before. */
  readonly wait: number;
  readonly deed: Deed;
}

const backends = ['auto', 'wasm', 'cpu', 'webgl'] as const;

/** What a field may be made to hold. */
function valueOf(control: Control | undefined, which: number): string {
  if (!control) return '';
  if (control.type === 'choice') {
    return control.options[which % control.options.length]?.value ?? '';
  }
  const { min, max, default: usual } = control;
  const values = [usual, usual, min, max, 'x', max + 1];
  return String(values[which % values.length]);
}

/** What the reader has asked for last, and may expect. */
type Wish = 'running' | 'resting' | 'paused' | 'nothing' | null;

/** A cell, its reader, and its worker. */
export class Scene {
  readonly clock = new FakeClock();
  readonly mishaps: Mishaps = {};
  readonly clients: ModelClient[] = [];
  state: CellState<CellTypes>;
  private readonly controller: CellController<CellTypes>;
  /** What the reader has typed. */
  private draft: CellState<CellTypes>['draft'];
  private wish: Wish = 'nothing';
  /** What the reader was told since the wish, and since a setting was changed. */
  private isWishAnswered = false;
  private isChangeAnswered = false;
  private isPaceAnswered = false;

  constructor(private readonly declaration: AnyCell) {
    this.state = initialState(declaration, null);
    this.draft = this.state.draft;
    this.controller = new CellController<CellTypes>({
      declaration,
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      createClient: async (onEvent) => {
        await this.clock.wait(5);
        if (this.mishaps.load) {
          this.mishaps.load = false;
          throw new Error('読み込めませんでした。');
        }
        const client = new ModelClient(this.clock, this.mishaps, onEvent);
        this.clients.push(client);
        return client;
      },
    });
  }

  /** @param isPolite whether only buttons are pressed that the cell offers at the time */
  async play(appointments: readonly Appointment[], isPolite: boolean): Promise<void> {
    for (const { wait, deed: next } of appointments) {
      await this.clock.pass(wait, this.checkAlways);
      if (next.kind === 'preset' && !this.declaration.presets) continue;
      if (isPolite && !this.offers(next)) continue;
      this.expectFrom(next);
      this.carryOut(next);
      this.draft = this.state.draft;
      await microtasks();
      this.checkAlways();
    }
    await this.clock.settle(this.checkAlways);
    this.checkAtRest(isPolite);
  }

  private dispatch(action: CellAction<CellTypes>): void {
    const isMessage = action.type === 'notice' && action.notice !== null;
    const isFailure = action.type === 'event' && action.event.type === 'failure';
    if (isMessage || isFailure)
      this.isWishAnswered = this.isChangeAnswered = this.isPaceAnswered = true;
    this.state = reduce(this.declaration, this.state, action);
  }

  /** Whether the view has a button for it that can be pressed now. */
  private offers({ kind }: Deed): boolean {
    const { phase, session, failure } = this.state;
    switch (kind) {
      case 'run':
        return phase === 'idle' || phase === 'paused' || phase === 'finished';
      case 'pause':
        return phase === 'running';
      case 'step':
      case 'turn':
        return phase === 'idle' || phase === 'paused' || phase === 'stepping';
      case 'reset':
        return phase !== 'stopping' && (phase !== 'preparing' || session === null);
      case 'backend':
        return phase !== 'preparing';
      case 'resume':
      case 'resume-on':
        return phase === 'failed' && typeof failure?.lastGoodStep === 'number';
      case 'rewind':
        return session !== null && !failure && phase !== 'preparing';
      default:
        return true;
    }
  }

  private carryOut(next: Deed): void {
    const { controller, declaration } = this;
    const { shared } = controller;
    switch (next.kind) {
      case 'turn':
        shared.takeTurn('discriminator');
        break;
      case 'redraw':
        void controller.redraw();
        break;
      case 'ask':
        void controller.ask('best');
        break;
      case 'weights':
        void controller.loadWeights({});
        break;
      case 'data':
        void controller.useData({ kind: 'files', files: [] });
        break;
      case 'leave':
        controller.close();
        break;
      case 'hide':
        void controller.pause();
        break;
      case 'die':
        this.client?.die();
        break;
      case 'diverge':
        this.client?.fail('diverged');
        break;
      case 'lose-gpu':
        this.client?.fail('device-lost');
        break;
      case 'mishap':
        this.mishaps[next.of] = true;
        break;
      case 'type':
      case 'choose': {
        const [name, value] = this.entryOf(next);
        if (next.kind === 'type') shared.edit(name, value);
        else shared.choose(name, value);
        expect(this.state.draft[name]).toBe(value);
        break;
      }
      case 'link':
      case 'experiment': {
        const [name, value] = this.entryOf(next);
        const isRefused = !controller.takeShared({ [name]: value });
        if (!isRefused) void (next.kind === 'link' ? controller.apply() : controller.restart());
        if (isRefused && restartsByItself(declaration)) this.isChangeAnswered = true;
        if (isRefused) this.isWishAnswered = true;
        break;
      }
      case 'preset': {
        const names = Object.keys(declaration.presets ?? {});
        shared.choosePreset(names[next.which % names.length] ?? '');
        break;
      }
      case 'speed': {
        const { names } = declaration.speeds ?? { names: ['full'] as const };
        const name = names[next.which % names.length] ?? 'full';
        shared.chooseSpeed(name);
        expect(this.state.speed).toBe(name);
        break;
      }
      case 'backend':
        shared.changeBackend(backends[next.which % backends.length] ?? 'auto');
        break;
      case 'resume-on':
        shared.resume(backends[next.which % backends.length]);
        break;
      default:
        shared[next.kind]();
    }
  }

  private entryOf({ name, value }: { name: number; value: number }): readonly [string, string] {
    const { controls } = this.declaration;
    const names = Object.keys(controls);
    const chosen = names[name % names.length] ?? '';
    return [chosen, valueOf(controls[chosen], value)];
  }

  /** What the reader wants of a deed. */
  private expectFrom({ kind }: Deed): void {
    const { phase, session } = this.state;
    const isValid = valuesOf(this.declaration, this.state.draft) !== null;
    // Whatever was wanted of the run has been had.
    if (phase === 'finished') this.wish = null;
    const want = (wish: Wish) => {
      this.wish = wish;
      this.isWishAnswered = false;
    };
    if (kind === 'leave') want('nothing');
    else if (kind === 'pause' || (kind === 'hide' && phase === 'running')) want('paused');
    else if (kind === 'reset' && phase === 'preparing') {
      if (!session) want('nothing');
    } else if (isValid && (kind === 'run' || kind.startsWith('resume') || kind === 'rewind'))
      want('running');
    else if (isValid && (kind === 'step' || kind === 'turn' || kind === 'reset')) want('resting');
    else if (kind === 'experiment') want('running');
    else if (this.wish === 'nothing' && (kind === 'weights' || kind === 'data')) want('resting');
    if (kind === 'speed') this.isPaceAnswered = false;
    // Half-typed, a value is not for the run; and a way back keeps what the run has begun with.
    if (kind === 'type' || kind.startsWith('resume') || kind === 'rewind')
      this.isChangeAnswered = true;
    if (['choose', 'commit', 'preset', 'link', 'experiment'].includes(kind))
      this.isChangeAnswered = false;
  }

  private get client(): ModelClient | undefined {
    return this.clients.find(({ isLive }) => isLive);
  }

  private readonly checkAlways = (): void => {
    expect(this.clients.filter(({ isLive }) => isLive).length).toBeLessThanOrEqual(1);
    // What the reader typed stays.
    expect(this.state.draft).toEqual(this.draft);
    expect(this.state.phase === 'failed').toBe(
      this.state.failure !== null && this.state.phase !== 'preparing',
    );
  };

  /** Nothing is under way but, perhaps, the run. */
  private checkAtRest(isPolite: boolean): void {
    const { state, declaration } = this;
    const worked = this.client?.session ?? null;
    const { phase } = state;
    expect(['idle', 'running', 'paused', 'finished', 'failed']).toContain(phase);
    expect(state.opening).toBeNull();
    expect(phase === 'running').toBe(worked?.isTraining ?? false);
    if (phase === 'idle') expect([state.session, worked]).toEqual([null, null]);
    if (worked?.hasFailed) expect(phase).toBe('failed');
    if (phase === 'paused' || phase === 'finished' || phase === 'running') {
      if (!worked || !state.used) throw new Error(`${phase} without a session`);
      const { lanes } = declaration.plan(state.used, state);
      expect(JSON.stringify(worked.lanes)).toBe(JSON.stringify(lanes));
      expect(state.session?.totalRounds).toBe(totalOf(worked.lanes));
      expect(worked.request.backend).toBe(state.surroundings.backend);
      expect(worked.request.source).toEqual(state.surroundings.source);
      if (phase !== 'running') expect(state.step).toBe(worked.step);
      expect(state.curves.steps.at(-1) ?? 0).toBe(state.step);
      if (phase === 'running' && !this.isPaceAnswered)
        expect(worked.speed).toEqual(speeds[state.speed].speed);
      this.checkSettings();
    }
    if (isPolite) this.checkWish(worked?.isTraining ?? false);
  }

  /** What could be taken up was. */
  private checkSettings(): void {
    const { state, declaration } = this;
    const values = valuesOf(declaration, state.draft);
    if (!values || state.editing !== null || this.isChangeAnswered) return;
    const waiting = waitingNames(declaration, state);
    if (restartsByItself(declaration)) {
      if (state.phase === 'running') expect(waiting).toEqual([]);
      return;
    }
    const free = Object.keys(values).filter((name) => !waiting.includes(name));
    for (const name of free) expect([name, state.used?.[name]]).toEqual([name, values[name]]);
  }

  private checkWish(isTraining: boolean): void {
    const { wish, isWishAnswered } = this;
    const { phase } = this.state;
    // This does not depend on what the form holds.
    if (wish === 'paused') expect(isTraining).toBe(false);
    if (wish === 'nothing') expect([phase, isTraining]).toEqual(['idle', false]);
    if (wish === 'running' && !isWishAnswered) expect(['running', 'finished']).toContain(phase);
    if (wish === 'resting' && !isWishAnswered) expect(['paused', 'finished']).toContain(phase);
  }
}
