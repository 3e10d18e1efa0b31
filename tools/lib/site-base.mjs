import { SetUpError } from './steps.mjs';

/**
 * The path below which the site is served, with slashes around: `/` or `/repository/`.
 *
 * @param given as a person writes it, with slashes at either end or without; else SITE_BASE
 */
export function siteBase(given = process.env.SITE_BASE ?? '') {
  if (/[\s:?#\\]/.test(given)) {
    throw new SetUpError(
      `SITE_BASE is "${given}"; expected the path of an address, such as /tutorial/`,
    );
  }
  return `/${given}/`.replaceAll(/\/+/g, '/');
}
