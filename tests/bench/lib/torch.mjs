import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../tools/lib/steps.mjs';

const script = join(root, 'tests', 'bench', 'dcgan_step.py');

/** A Python that has PyTorch, or null. */
export function findTorch() {
  const pythons = ['python3', '/usr/bin/python3', 'python'];
  return pythons.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0) ?? null;
}

/**
 * The same step in PyTorch.
 *
 * @returns its version and the milliseconds of each step
 */
export function runTorch(python, { steps, threads }) {
  const { status, stdout, stderr } = spawnSync(python, [script, String(steps), String(threads)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`dcgan_step.py failed: ${stderr}`);
  const { version, timesMs } = JSON.parse(stdout);
  return { version, times: timesMs };
}
