/** The command that runs this process, as a shell takes it: for accounts of what it makes. @param tool such as `train-srgan` */
export function commandOf(tool: string): string {
  const typed = process.argv.slice(2).map(quoted);
  return [`node tools/typescript.mjs tools/${tool}.ts`, ...typed].join(' ');
}

function quoted(argument: string): string {
  return /^[\w./,=-]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
