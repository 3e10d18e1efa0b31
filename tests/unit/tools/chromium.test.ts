import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyTools } from './copied-tools';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function setUp() {
  const { root, write, load } = copyTools();
  write('named/chrome', '');
  write('first/google-chrome', '');
  write('second/chromium', '');
  const path = (...folders: string[]) =>
    folders.map((folder) => join(root, folder)).join(delimiter);
  const { findChromium } = await load<{ findChromium: () => string }>('lib/chromium.mjs');
  return { root, path, findChromium };
}

describe('finding Chromium', () => {
  it('takes the one that CHROMIUM_PATH names before any other', async () => {
    const { root, path, findChromium } = await setUp();
    vi.stubEnv('CHROMIUM_PATH', join(root, 'named/chrome'));
    vi.stubEnv('PATH', path('first', 'second'));
    expect(findChromium()).toBe(join(root, 'named/chrome'));
  });

  it('says so when CHROMIUM_PATH names no file, rather than take another', async () => {
    const { path, findChromium } = await setUp();
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chrome');
    vi.stubEnv('PATH', path('second'));
    expect(findChromium).toThrow('CHROMIUM_PATH is "/nowhere/chrome", and there is no such file');
  });

  it('looks through PATH, for Chromium before Chrome', async () => {
    const { root, path, findChromium } = await setUp();
    vi.stubEnv('CHROMIUM_PATH', '');
    vi.stubEnv('PATH', path('empty', 'first', 'second'));
    expect(findChromium()).toBe(join(root, 'second/chromium'));
    vi.stubEnv('PATH', path('first'));
    expect(findChromium()).toBe(join(root, 'first/google-chrome'));
  });
});
