/** Makes what the reader takes home, and reads what comes back, away from the page's own thread: a hundred megabytes take a while. */
import { expose, transfer } from 'comlink';
import { fetchAsset, publicAddress } from '../assets';
import type { NamedFile } from '../data/named-file';
import type { NetworkParts, Wanted } from '../storage/layers-model-zip';
import type { RunSnapshot } from '../training/snapshot';
import { version } from '../../../package.json';
import { exportedRun, type RunAbout } from './export-run';
import { takeHome, type TakeHome, type TakeHomeOptions } from './take-home';
import { networksOfFiles } from './weights-file';

export interface TakeHomeJob extends Pick<TakeHomeOptions, 'format'> {
  readonly snapshot: RunSnapshot;
  readonly about: Omit<RunAbout, 'build'>;
  /** Whether the run learns the site's digits, if it learns digits. */
  readonly hasShippedDigits: boolean;
}

const api = {
  async make({ snapshot, about, format, hasShippedDigits }: TakeHomeJob): Promise<TakeHome> {
    const run = exportedRun(snapshot, { ...about, build: version });
    const isLearnt = run.recipe?.data.kind === 'digits' && hasShippedDigits;
    const made = takeHome({ run, format, digits: isLearnt ? await shippedDigits() : null });
    return transfer(made, [made.bytes.buffer]);
  },
  networks(files: readonly NamedFile[], wanted: Wanted): NetworkParts {
    const networks = networksOfFiles(files, wanted);
    return transfer(
      networks,
      Object.values(networks).map(({ weightData }) => weightData),
    );
  },
};

async function shippedDigits(): Promise<Uint8Array> {
  return new Uint8Array(await fetchAsset(publicAddress('generated/mnist-10k.bin.gz'), '学習画像'));
}

export type TakeHomeApi = typeof api;
expose(api);
