import { fontEnvironment } from './fonts.mjs';

/**
 * How each of our programs has Playwright start Chromium.
 *
 * @param {{ fonts?: string, args?: string[] }} [options] `fonts` as for `fontEnvironment`; `args` for
 *   Chromium, beside what all need
 */
export function launchOptions({ fonts = 'japanese', args = [] } = {}) {
  const executablePath = process.env.CHROMIUM_PATH;
  return {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', ...args],
    env: { ...process.env, ...fontEnvironment(fonts) },
  };
}
