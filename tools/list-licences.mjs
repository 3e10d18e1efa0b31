/** Write docs/licences.md: which licences the packages have that the site is made of and built with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceTable } from './lib/licences.mjs';
import { root } from './lib/steps.mjs';

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
writeFileSync(join(root, 'docs', 'licences.md'), licenceTable(lock));
