/** Which licences the packages of package-lock.json have. */

/** Licences under which a package may be used here: all may be passed on with a site, or serve to build one. */
export const acceptedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  // sharp's image library, which draws at build time and reaches no reader.
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
]);

/**
 * @param lock package-lock.json, parsed
 * @returns every installed package: `name`, `version`, its `licences` (those that hold together are
 *   several), and whether package.json names it (`isDirect`)
 */
export function licencesOf({ packages }) {
  const { dependencies = {}, devDependencies = {} } = packages[''];
  const direct = new Set(Object.keys({ ...dependencies, ...devDependencies }));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, license = '' }]) => {
      const name = path.split('node_modules/').at(-1);
      return {
        name,
        version,
        licences: license.split(' AND '),
        isDirect: path === `node_modules/${name}` && direct.has(name),
      };
    });
}

/** The account of them: docs/licences.md. */
export function licenceTable(lock) {
  const all = licencesOf(lock);
  const counts = new Map();
  for (const { licences } of all) {
    const key = licences.join(' AND ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const direct = all.filter(({ isDirect }) => isDirect);
  return [
    '# ライセンスの一覧',
    '',
    '`package-lock.json`から`node tools/list-licences.mjs`が作ります。前の表は`package.json`にあるパッケージです。後の表は、それらが連れてくるものも含めた数です。',
    '',
    row(['パッケージ', '版', 'ライセンス']),
    row(['---', '---', '---']),
    ...direct.map(({ name, version, licences }) => row([name, version, licences.join(' AND ')])),
    '',
    row(['ライセンス', 'パッケージの数']),
    row(['---', '---:']),
    ...[...counts].sort(([, a], [, b]) => b - a).map(([licence, count]) => row([licence, count])),
    '',
  ].join('\n');
}
