import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptedLicences, licencesOf, licenceTable } from '../../../tools/lib/licences.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Parameters<
  typeof licencesOf
>[0];

describe('the licences of packages', () => {
  it('are all known and accepted', () => {
    const others = licencesOf(lock).filter(({ licences }) =>
      licences.some((licence: string) => !acceptedLicences.has(licence)),
    );
    expect(others).toEqual([]);
  });

  it('are told in docs/licences.md (node tools/list-licences.mjs writes it anew)', () => {
    expect(readFileSync('docs/licences.md', 'utf8')).toBe(licenceTable(lock));
  });

  it('are found to be strange where one is unknown', () => {
    const strange = {
      packages: {
        '': { dependencies: { a: '1' } },
        'node_modules/a': { version: '1', license: 'MIT AND Secret-1.0' },
      },
    };
    expect(licencesOf(strange)).toEqual([
      { name: 'a', version: '1', licences: ['MIT', 'Secret-1.0'], isDirect: true },
    ]);
    expect(acceptedLicences.has('Secret-1.0')).toBe(false);
  });
});
