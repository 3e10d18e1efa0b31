/**
 * The text between `// #region <name>` and the next `// #endregion` of a source, without their
 * common indentation.
 *
 * @param file how an error names the source
 * @throws if the source has no such region, or the region does not end
 */
export function extractRegion({
  source,
  region,
  file,
}: {
  source: string;
  region: string;
  file: string;
}): string {
  const lines = source.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  if (start < 0) {
    const known = lines.flatMap((line) => /^\s*\/\/ #region (\S+)$/.exec(line)?.[1] ?? []);
    throw new Error(
      `${file} has no region "${region}"; it has ${known.length > 0 ? known.join(', ') : 'none'}`,
    );
  }
  const rest = lines.slice(start + 1);
  const length = rest.findIndex((line) => line.trim() === '// #endregion');
  if (length < 0) throw new Error(`${file}: region "${region}" has no "// #endregion"`);
  return dedent(rest.slice(0, length));
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const common = Math.min(...indents);
  return lines
    .map((line) => line.slice(common))
    .join('\n')
    .trim();
}
