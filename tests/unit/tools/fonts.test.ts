import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fontEnvironment } from '../../../tools/lib/fonts.mjs';

describe('the fonts that Chromium is given', () => {
  it.each(['japanese', 'no-japanese'])('are in folders that npm installs (%s)', (fonts) => {
    const file = fontEnvironment(fonts, 'linux').FONTCONFIG_FILE ?? '';
    const folders = [...readFileSync(file, 'utf8').matchAll(/<dir prefix="relative">(.+)<\/dir>/g)];
    expect(folders).toHaveLength(1);
    for (const [, folder] of folders) {
      expect(existsSync(join(dirname(file), folder ?? ''))).toBe(true);
    }
  });

  it.each(['darwin', 'win32'] as const)('are the system’s on %s', (platform) => {
    expect(fontEnvironment('japanese', platform)).toEqual({});
  });
});
