import { beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import cell from '@components/cells/latent-space/cell';
import {
  type GeneratorStore,
  generatorStore,
  type Kept,
  nothingKept,
} from '@components/cells/kit/kept-generator';
import type { WidgetController } from '@components/cells/kit/widget-controller';
import type { WidgetExtension } from '@components/cells/kit/widget-declaration';
import type { LatentTypes } from '@components/cells/latent-space/types';
import type { GeneratorSource, LatentSpaceApi } from '@lib/lookups/latent-space';
import { widgetWith } from '../../../support/fake-lookup';
import { settings } from '../../../support/settings';

const about = { step: 1234, savedAt: Date.UTC(2026, 0, 2), settings };
const samples = {
  noise: new Float32Array(0),
  images: new Uint8Array(0),
  classes: new Uint8Array(0),
  confidences: new Float32Array(0),
  attributes: [],
};

let kept: Kept;
let sources: GeneratorSource['kind'][];
let open: ReturnType<typeof vi.fn<LatentSpaceApi['open']>>;
let controller: WidgetController<LatentTypes>;
let extension: WidgetExtension<LatentTypes>;
let forget: MockInstance<GeneratorStore['forget']>;

beforeEach(() => {
  [kept, sources] = [{ about, problem: null }, []];
  vi.spyOn(generatorStore, 'look').mockImplementation(() => Promise.resolve(kept));
  forget = vi.spyOn(generatorStore, 'forget').mockResolvedValue();
  open = vi.fn(({ source }) => {
    sources.push(source.kind);
    return Promise.resolve(samples);
  });
  controller = widgetWith(cell.declaration, { open, draw: () => Promise.resolve(samples) });
  const made = cell.declaration.extend?.(controller);
  if (!made) throw new Error('the cell has no commands of its own');
  extension = made;
});

/** Until all that the reader asked for is done. */
async function settled(): Promise<void> {
  await vi.waitFor(() => {
    expect(controller.state.phase).not.toBe('preparing');
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
}

test('what the browser keeps is offered, and used when asked for', async () => {
  extension.shown?.();
  await vi.waitFor(() => {
    expect(controller.state.own.kept.about).not.toBeNull();
  });
  expect(controller.state.own.kept.about?.step).toBe(1234);
  extension.commands.useKept();
  await settled();
  expect(sources).toEqual(['kept']);
  expect(controller.state.own.opened?.name).toContain('ステップ1,234');
  extension.commands.useShipped();
  await settled();
  expect(controller.state.own.opened?.name).toBeNull();
});

test('one that another tab has deleted meanwhile is missed in words', async () => {
  extension.shown?.();
  await vi.waitFor(() => {
    expect(controller.state.own.kept.about).not.toBeNull();
  });
  kept = nothingKept;
  extension.commands.useKept();
  await settled();
  expect(sources).toEqual([]);
  expect(controller.state).toMatchObject({ own: { kept: nothingKept }, notice: { tone: 'error' } });
});

test('one that cannot be loaded leaves the generator before it', async () => {
  await controller.run();
  open.mockRejectedValueOnce(new Error('残っている生成器の記録が壊れていて読めません。'));
  extension.commands.useKept();
  await settled();
  expect(controller.state).toMatchObject({ phase: 'ready', own: { opened: { name: null } } });
  expect(controller.state.notice?.text).toContain('壊れていて');
  controller.shared.run();
  await vi.waitFor(() => {
    expect(sources).toEqual(['shipped', 'shipped']);
  });
});

test('deleting the one in use brings the site’s own back; deleting another does not', async () => {
  await controller.run();
  extension.commands.forgetKept();
  await settled();
  expect(sources).toEqual(['shipped']);
  extension.commands.useKept();
  await settled();
  extension.commands.forgetKept();
  await settled();
  expect(sources).toEqual(['shipped', 'kept', 'shipped']);
  expect(controller.state).toMatchObject({
    own: { opened: { name: null }, kept: nothingKept },
    notice: { tone: 'info' },
  });
});

test('a deletion that the browser refuses is told of, and what is kept stays', async () => {
  extension.shown?.();
  await vi.waitFor(() => {
    expect(controller.state.own.kept.about).not.toBeNull();
  });
  forget.mockRejectedValue(new Error('残す場所を使えませんでした。'));
  extension.commands.forgetKept();
  await settled();
  expect(controller.state).toMatchObject({ own: { kept: { about } }, notice: { tone: 'error' } });
});
