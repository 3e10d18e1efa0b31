/** What a reader can do in the latent space beside the form: pick groups, choose a generator. */
import { readNetworks } from '../kit/files';
import { describeKept, generatorStore, nothingKept } from '../kit/kept-generator';
import type { WidgetExtension, WidgetHandle } from '../kit/widget-declaration';
import { mostMembers } from './settings';
import type { Generator, LatentTypes } from './types';

/** The site's own generator. */
export const shipped: Generator = { source: { kind: 'shipped' }, name: null };

export function extension(controller: WidgetHandle<LatentTypes>): WidgetExtension<LatentTypes> {
  const use = (generator: Generator) => controller.act({ generator });
  const look = async () => {
    controller.dispatch({ type: 'own', action: { kept: await generatorStore.look() } });
  };
  const useFiles = (files: readonly File[]) =>
    void controller.guarded(async () => {
      const wanted = { needed: ['generator'], welcome: 'generatorAverage' } as const;
      const { saved, name } = await readNetworks(files, wanted);
      // As the browser keeps it: what the reader's run drew with.
      const network = saved.generatorAverage ?? saved.generator;
      await use({ source: { kind: 'saved', network }, name });
    });
  return {
    commands: {
      activate: (active) => {
        controller.dispatch({ type: 'own', action: { active } });
      },
      toggle: (group, sample) => {
        const { groups } = controller.state.own;
        const members = groups[group];
        const isIn = members.includes(sample);
        if (!isIn && members.length >= mostMembers) {
          controller.inform(
            `グループに入れられるのは${mostMembers}枚までです。入っている画像を押すと外せます。`,
          );
          return;
        }
        controller.dispatch({ type: 'notice', notice: null });
        controller.dispatch({ type: 'set', values: { recipe: 'own' } });
        const changed = isIn ? members.filter((member) => member !== sample) : [...members, sample];
        controller.follow({ groups: { ...groups, [group]: changed } });
      },
      useFiles,
      useShipped: () => void use(shipped),
      useKept: () =>
        void controller.guarded(async () => {
          // By now another tab may have kept another one, or deleted it.
          await look();
          const { about, problem } = controller.state.own.kept;
          const missing = '学習させた生成器はもうこのブラウザに残っていません。';
          if (!about) throw new Error(problem ?? missing);
          const name = `あなたが学習させたもの（${describeKept(about)}）`;
          await use({ source: { kind: 'kept' }, name });
        }),
      forgetKept: () =>
        void controller.guarded(async () => {
          await generatorStore.forget();
          const { generator } = controller.state.own;
          const isInUse = generator.source.kind === 'kept';
          controller.follow({ kept: nothingKept, generator: isInUse ? shipped : generator });
          controller.inform('このブラウザに残っていた生成器を消しました。');
        }),
    },
    // The reader may have trained one in another tab.
    shown: () => void look(),
    takeFiles: useFiles,
    dropHint: '保存した重み',
  };
}
