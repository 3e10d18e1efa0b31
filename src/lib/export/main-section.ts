import type { ExportedRun } from './exported-run';
import { draws } from './own-training';
import type { Section } from './python';

/** What a script does when it is run, and a notebook's last cell. */
export function mainSection(run: ExportedRun): Section {
  const { recipe } = run;
  const title = '実行';
  if (run.ownTraining) return { title, ...ownMain(draws(run)) };
  if (!recipe)
    return { title, code: guarded(['def main():', ...look], 'main()'), inNotebook: lookAt };
  const isDigits = recipe.data.kind === 'digits';
  const code = [
    'def main(steps=200, start=START):',
    `    ${isDigits ? 'networks = ' : ''}train(int(steps), FOLDER / start)`,
    ...(isDigits ? ["    (FOLDER / 'samples.png').write_bytes(png(samples(networks['G'])))"] : []),
  ];
  return {
    title,
    code: guarded(code, 'main(*sys.argv[1:])'),
    inNotebook: ['networks = train(200)', ...(isDigits ? show : [])].join('\n'),
  };
}

const show = [
  'from IPython.display import Image',
  '',
  "Image(png(samples(networks['G'])), width=448)",
];

/** The reader's own training waits to be rewritten; drawing does not. */
function ownMain(hasImages: boolean): Pick<Section, 'code' | 'inNotebook'> {
  const code = [
    'def main(steps=0, start=START):',
    '    if int(steps) > 0:',
    '        networks = train(int(steps), FOLDER / start)',
    '    else:',
    '        networks, _, _ = load(FOLDER / start)',
    ...(hasImages
      ? ["    (FOLDER / 'samples.png').write_bytes(png(samples(networks['G'])))"]
      : ['    print(networks)']),
  ];
  return {
    code: guarded(code, 'main(*sys.argv[1:])'),
    inNotebook: [lookAt, ...(hasImages ? ['', ...show] : [])].join('\n'),
  };
}

const guarded = (code: readonly string[], call: string) =>
  [...code, '', '', "if __name__ == '__main__':", `    ${call}`].join('\n');

const look = [
  '    networks, _, step = load()',
  '    for symbol, network in networks.items():',
  '        print(symbol, step, network)',
];
const lookAt = 'networks, optimizers, step = load()\nnetworks';
