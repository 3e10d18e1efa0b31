import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const run = join(import.meta.dirname, '../../../tools/run.mjs');

it.each(['nonsense', 'toString'])(
  'the unknown task “%s” is refused with the known ones',
  (task) => {
    const { status, stderr } = spawnSync(process.execPath, [run, task], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^unknown task "${task}"; expected one of: start, .*, test$`, 'm'),
    );
  },
);
