/** Commands that come while others are under way. */
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, it } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import { failurePanel } from '@components/cells/kit/failure';
import duel from '@components/cells/loss-duel/cell';
import { FakeCell, info } from '../../../support/fake-session-client';

const dcganCell = () => new FakeCell(dcgan.declaration);
const duelCell = () => new FakeCell(duel.declaration);
const failure = (kind: 'diverged' | 'device-lost', lastGoodStep: number) =>
  ({ type: 'failure', kind, message: '止まりました。', lastGoodStep }) as const;

describe('what comes while a command is under way', () => {
  it.each([
    ['generatorLearningRate', 0.0005, dcganCell],
    ['headStart', 500, duelCell],
  ] as const)('%s is taken up as soon as there is a session', async (name, value, make) => {
    const cell = make().beforehand((client) => {
      client.next['open'] = () => {
        cell.controller.shared.choose(name, String(value));
        return Promise.resolve(info);
      };
    });
    await cell.controller.run();
    await cell.controller.apply();
    expect(cell.state).toMatchObject({ phase: 'running', used: { [name]: value } });
  });

  it('a reset after a change that begins anew has the last word', async () => {
    const cell = duelCell();
    const run = cell.controller.run();
    cell.controller.shared.choose('headStart', '500');
    await Promise.all([run, cell.controller.reset()]);
    await cell.controller.apply();
    expect(cell.state.phase).toBe('paused');
  });

  it('a run that is asked for is not put back by what would have been opened to look at', async () => {
    const cell = dcganCell();
    await Promise.all([cell.controller.restart(), cell.controller.present()]);
    expect(cell.state.phase).toBe('running');
    const idle = dcganCell();
    await idle.controller.present();
    expect(idle.state.phase).toBe('paused');
  });

  it('the speed is taken up whatever a field holds, of a link too', async () => {
    const cell = await duelCell().run(3);
    cell.controller.shared.edit('seed', 'x');
    cell.controller.shared.chooseSpeed('slow');
    await expect.poll(() => cell.client.speed).toEqual({ kind: 'slow-motion', seconds: 1.5 });
    cell.controller.takeShared({ speed: 'full' });
    await expect.poll(() => cell.client.speed).toEqual({ kind: 'full' });
  });

  it('a link that is refused has a run go on with the defaults that the form then shows', async () => {
    const cell = dcganCell();
    cell.edit('generatorLearningRate', '0.0005');
    await cell.run();
    expect(cell.controller.takeShared({ seed: 'x' })).toBe(false);
    await cell.controller.apply();
    const { generatorLearningRate } = dcgan.declaration.controls;
    expect(cell.state.used?.generatorLearningRate).toBe(generatorLearningRate.default);
    expect(cell.state.notice?.text).toContain('初期設定にしました');
  });

  it('a run that is asked to run is not said to be finished', async () => {
    const cell = await dcganCell().run(19);
    cell.edit('epochs', '1');
    await cell.controller.run();
    expect(cell.state).toMatchObject({ phase: 'running', notice: null });
  });

  it('a program that comes too late does not take the place of the one asked for since', async () => {
    const cell = dcganCell();
    cell.loadError = new Error('ネットワークが切れています。');
    const first = cell.controller.run();
    cell.controller.close();
    const second = cell.controller.run();
    await Promise.all([first, second]);
    await cell.controller.pause();
    await cell.controller.run();
    expect(cell.created).toBe(2);
  });

  it('a step that is refused during a run leaves it going', async () => {
    const cell = await dcganCell().run();
    cell.client.next['step'] = () => Promise.reject(new Error('だめでした。'));
    await cell.controller.step();
    expect(cell.state).toMatchObject({ phase: 'running', notice: { text: 'だめでした。' } });
  });
});

describe('a run that fails while another is being prepared', () => {
  it('is failed if that cannot be opened', async () => {
    const cell = await dcganCell().run();
    cell.client.next['open'] = () => Promise.reject(new Error('使えません。'));
    cell.client.missed = () => [{ run: 1, ...failure('device-lost', 10) }];
    await cell.controller.reset();
    expect(cell.state).toMatchObject({ phase: 'failed', failure: { lastGoodStep: 10 } });
  });
});

describe('a way on from a failure', () => {
  it('asked for twice is resumed once', async () => {
    const cell = await dcganCell().run();
    cell.client.send(failure('diverged', 10));
    await Promise.all([cell.controller.resume(), cell.controller.resume()]);
    expect(cell.takeCalls().filter((call) => call === 'open')).toHaveLength(1);
  });

  it('has no buttons while another session is being prepared', async () => {
    const cell = await dcganCell().run();
    cell.client.send(failure('diverged', 10));
    const panel = () => collectResultSync(render(failurePanel(cell.state, cell.controller.shared)));
    expect(panel()).not.toContain('inert');
    cell.client.next['open'] = () => new Promise(() => undefined);
    void cell.controller.reset();
    await expect.poll(() => cell.state.phase).toBe('preparing');
    expect(panel()).toContain('inert');
  });
});
