import { join } from 'node:path';
import { root } from './steps.mjs';

/**
 * What to add to Chromium's environment so that it finds a font for Japanese on any machine, the
 * same on all, or none on any. Only Linux asks fontconfig; elsewhere the system has its own.
 *
 * @param fonts name of a configuration in tools/fonts: `japanese` or `no-japanese`
 */
export function fontEnvironment(fonts, platform = process.platform) {
  if (platform !== 'linux') return {};
  return { FONTCONFIG_FILE: join(root, 'tools', 'fonts', `${fonts}.conf`) };
}
