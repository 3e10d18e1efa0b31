import { describe, expect, it } from 'vitest';
import { copyTools } from './copied-tools';

type Packages = Record<string, object>;

/** Whether a project with this lock and this record of npm's counts as installed. */
async function isInstalled(wanted: Packages | null, present: Packages | string | null) {
  const { write, load } = copyTools();
  if (wanted) write('package-lock.json', { packages: wanted });
  const record = typeof present === 'string' ? present : { packages: present };
  if (present) write('node_modules/.package-lock.json', record);
  const module = await load<{ isInstalled: () => boolean }>('lib/installed.mjs');
  return module.isInstalled();
}

const wanted = {
  '': { name: 'project' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0' },
};
const present = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } };

describe('a project', () => {
  it('is installed when every package is there in the version of the lock', async () => {
    expect(await isInstalled(wanted, present)).toBe(true);
  });

  it('is still installed when there are more packages than the lock names', async () => {
    expect(await isInstalled(wanted, { ...present, c: { version: '1.0.0' } })).toBe(true);
  });

  it('is not installed before npm has run', async () => {
    expect(await isInstalled(wanted, null)).toBe(false);
  });

  it('is not installed when a package is missing', async () => {
    expect(await isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(false);
  });

  it('is not installed when a package is of another version', async () => {
    const other = { ...present, 'node_modules/b': { version: '2.0.1' } };
    expect(await isInstalled(wanted, other)).toBe(false);
  });

  it.each(['optional', 'peer', 'link'])(
    'does not need packages that npm may leave out: %s ones',
    async (kind) => {
      const more = { ...wanted, 'node_modules/c': { version: '1.0.0', [kind]: true } };
      expect(await isInstalled(more, present)).toBe(true);
    },
  );

  it('is not installed when npm’s record was cut off', async () => {
    expect(await isInstalled(wanted, '{"packages":')).toBe(false);
  });
});
