import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyTools } from './copied-tools';

interface Steps {
  root: string;
  cached: (options: {
    name: string;
    inputs: string[];
    setting?: string;
    isMade?: boolean;
    make: () => void;
  }) => void;
}

async function setUp() {
  const { root, write, load } = copyTools();
  write('src/a.ts', 'one');
  write('src/deep/b.ts', 'two');
  write('config.json', '{}');
  const { cached, root: found } = await load<Steps>('lib/steps.mjs');
  const make = vi.fn();
  const build = ({ setting = '', isMade = true } = {}) => {
    const inputs = ['src', 'config.json', 'missing'];
    cached({ name: 'build', inputs, setting, isMade, make });
    return make.mock.calls.length;
  };
  return { root, found, write, make, build };
}

it('the project is the folder that holds the tools', async () => {
  const { root, found } = await setUp();
  expect(found).toBe(root);
});

describe('what is cached', () => {
  it('is made once, while its inputs stay the same', async () => {
    const { build } = await setUp();
    expect([build(), build(), build()]).toEqual([1, 1, 1]);
  });

  it.each([
    ['a file', 'config.json'],
    ['a file in a folder', 'src/deep/b.ts'],
    ['a new file', 'src/c.ts'],
    ['a file that was missing', 'missing'],
  ])('is made again when %s changes', async (_, path) => {
    const { build, write } = await setUp();
    build();
    write(path, 'changed');
    expect(build()).toBe(2);
  });

  it('is made again when an input is gone, or content has moved to another name', async () => {
    const { build, root, write } = await setUp();
    build();
    rmSync(join(root, 'src/a.ts'));
    expect(build()).toBe(2);
    rmSync(join(root, 'src/deep/b.ts'));
    write('src/deep/c.ts', 'two');
    expect(build()).toBe(3);
  });

  it('is made again when its product is gone', async () => {
    const { build } = await setUp();
    build();
    expect(build({ isMade: false })).toBe(2);
  });

  it('is made again after making it failed', async () => {
    const { build, make } = await setUp();
    make.mockImplementationOnce(() => {
      throw new Error('broken');
    });
    expect(() => build()).toThrow('broken');
    expect(build()).toBe(2);
  });

  it('is made again after a failure even when its inputs are what they were before', async () => {
    const { build, make, write } = await setUp();
    build();
    write('config.json', 'broken');
    make.mockImplementationOnce(() => {
      throw new Error('broken');
    });
    expect(() => build()).toThrow('broken');
    write('config.json', '{}');
    expect(build()).toBe(3);
  });

  it('is made again when a setting changes, and when it changes back', async () => {
    const { build } = await setUp();
    expect([build({ setting: '/a/' }), build({ setting: '/a/' })]).toEqual([1, 1]);
    expect(build({ setting: '/b/' })).toBe(2);
    expect(build({ setting: '/a/' })).toBe(3);
  });

  it('is not made again for what making it has itself written among the inputs', async () => {
    const { build, make, write } = await setUp();
    make.mockImplementation(() => {
      write('src/generated.ts', 'made');
    });
    expect([build(), build()]).toEqual([1, 1]);
  });
});
