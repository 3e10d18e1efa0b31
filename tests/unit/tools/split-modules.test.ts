import { expect, test } from 'vitest';
import { splitModule } from '../../../tools/lib/split-modules.mjs';

const text = `import { base } from 'base';
export { other } from 'other';
const shared = base();
let count = 0;
function counted() { return (count += 1); }
class Old { grow() { return shared; } }
class Mark {}
Mark.prototype.size = shared;
function draw() { return [new Mark(), shared, counted(), new Old()]; }
function list(amount) { return amount + draw.length; }
function both() { return shared; }
export { counted, draw, both as either, list };
`;
const path = '/m/index.js';

test('each part holds what it is the first to need, and borrows the rest', () => {
  const parts = splitModule(text, { late: ['draw'], latest: ['list'], dropped: 'Old' }, path);
  expect(parts.all).toBe(
    [
      "export { other } from 'other';",
      'export { counted, either } from "/m/index.js?part=early";',
      'export { draw } from "/m/index.js?part=late";',
      'export { list } from "/m/index.js?part=latest";',
    ].join('\n'),
  );
  expect(parts.early).toContain('let count = 0;');
  expect(parts.early).toContain('export { counted, both as either, shared };');
  expect(parts.early).not.toContain('class');
  expect(parts.late).toContain('class Old {}\nclass Mark {}\nMark.prototype.size = shared;');
  expect(parts.late).toMatch(
    /import \{ (shared, counted|counted, shared) \} from "\/m\/index\.js\?part=early"/,
  );
  expect(parts.latest).toContain('function list(amount)');
  expect(parts.latest).toContain('import { draw } from "/m/index.js?part=late";');
});

test('of early exports alone the others are late', () => {
  const parts = splitModule(text, { early: ['counted'] }, path);
  expect(parts.early).not.toContain('shared');
  expect(parts.late).toContain('export { draw, both as either, list };');
});

test('what cannot be cut so stops the build', () => {
  expect(() => splitModule(text, { late: ['counted', 'gone'] }, path)).toThrow('gone');
  expect(() => splitModule(text, { late: ['either', 'draw'], dropped: 'New' }, path)).toThrow(
    'New',
  );
  const assigning = `${text}function reset() { count = 0; }\nexport { reset };`;
  expect(() => splitModule(assigning, { late: ['reset'] }, path)).toThrow('reset');
});
