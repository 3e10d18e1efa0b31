import { describe, expect, it } from 'vitest';
import { speedControl, speedNames, speeds } from '@components/cells/kit/speed';
import { parseSettings } from '@lib/controls';

describe('the speed control', () => {
  it('takes every speed from a link, and nothing else', () => {
    for (const speed of speedNames) {
      expect(parseSettings({ speed: speedControl }, { speed }).ok).toBe(true);
    }
    expect(parseSettings({ speed: speedControl }, { speed: 'warp' }).ok).toBe(false);
  });

  it('goes from the slowest to full speed, which is the default', () => {
    expect(speeds[speedNames[0] ?? 'full'].speed.kind).toBe('slow-motion');
    expect(speeds[speedNames.at(-1) ?? 'slow'].speed.kind).toBe('full');
    expect(speedControl.default).toBe('full');
  });
});
