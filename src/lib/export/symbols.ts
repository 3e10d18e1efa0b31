/** What networks are called in files: generator and discriminator in a letter, others by their names. */
const symbols: Readonly<Record<string, string>> = { generator: 'G', discriminator: 'D' };

export const symbolOfNetwork = (name: string): string => symbols[name] ?? name;

export const networkOfSymbol = (symbol: string): string =>
  Object.entries(symbols).find(([, short]) => short === symbol)?.[0] ?? symbol;
