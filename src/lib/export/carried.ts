import type { ExportedRun } from './exported-run';
import { isAverage, scriptedNetworks } from './scripted';

/** What a script of a run will not do by itself, for the reader to see before it is saved. */
export interface NotCarried {
  /** What must be written by hand before the script trains, a sentence each. */
  readonly toRewrite: readonly string[];
  /** What is different or missing, a sentence each. */
  readonly remarks: readonly string[];
}

const titles: Readonly<Record<string, string>> = { generator: '生成器', discriminator: '識別器' };
const titleOf = (name: string) => titles[name] ?? name;

export function notCarried(run: ExportedRun): NotCarried {
  const { recipe, networks, ownTraining } = run;
  const written = scriptedNetworks(run).map(({ name }) => name);
  const joined = networks.filter((each) => !written.includes(each.name) && !isAverage(each));
  const roles = ['generator', 'discriminator'] as const;
  return {
    toRewrite: [
      ...roles
        .filter((role) => recipe?.losses[role].kind === 'custom')
        .map(
          (role) =>
            `${titleOf(role)}の損失は、Pythonに書き直してください。元の損失はスクリプトのコメントに入れます。`,
        ),
      ...(ownTraining
        ? [
            '損失と学習の手順は、Pythonに書き直してください。元のセルのコードはスクリプトのコメントに入れます。',
          ]
        : []),
    ],
    remarks: [
      ...joined.map(
        ({ name }) =>
          `${titleOf(name)}は枝分かれのあるネットワークなので、スクリプトでは作りません。重みはsafetensorsのファイルに入ります。`,
      ),
      ...(networks.some(isAverage)
        ? [
            '重みの移動平均は、値だけがファイルに入ります。スクリプトは平均をとらずに、もとの重みで描きます。',
          ]
        : []),
      ...(ownTraining?.leftOut ?? []).map((part) => `「${part}」の値は、ファイルに入りません。`),
      ...(recipe || ownTraining ? [] : ['学習の手順は、このGANではスクリプトにできません。']),
    ],
  };
}
