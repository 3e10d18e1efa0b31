import { expect, test } from 'vitest';
import { extractRegion } from '@lib/notebook/region';

const source = `import x from 'x';
class Y {
  // #region step
  step() {
    return x;
  }
  // #endregion
}
// #region open
`;

test('a region is the text between its marks, without their common indentation', () => {
  expect(extractRegion({ source, region: 'step', file: 'y.ts' })).toBe('step() {\n  return x;\n}');
});

test('a region that is not there is named, with those that are', () => {
  const extract = () => extractRegion({ source, region: 'stop', file: 'y.ts' });
  expect(extract).toThrow('y.ts has no region "stop"; it has step, open');
});

test('a region without an end is an error', () => {
  const extract = () => extractRegion({ source, region: 'open', file: 'y.ts' });
  expect(extract).toThrow('y.ts: region "open" has no "// #endregion"');
});
