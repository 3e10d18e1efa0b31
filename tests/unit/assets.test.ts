import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAsset, fetchProgram, isOutdated } from '@lib/assets';

const login = '\uFEFF\n <!doctype html><title>Wi-Fi</title>';

/** Answers of a network one after the other, and how each was asked for. */
function answers(...given: (Response | Error)[]) {
  const ask = vi.fn<(address: string, how: RequestInit) => Promise<Response>>(() => {
    const next = given.shift() ?? new Response('bytes');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  vi.stubGlobal('fetch', ask);
  return ask;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a file of the site', () => {
  it('comes as it is', async () => {
    answers(new Response(Uint8Array.of(1, 2)));
    expect(new Uint8Array(await fetchAsset('/models/generator/weights.bin'))).toEqual(
      Uint8Array.of(1, 2),
    );
  });

  it.each([
    ['a line that is cut', new TypeError('Failed to fetch'), '接続を確かめて'],
    ['a server in trouble', new Response('', { status: 503 }), 'HTTP 503'],
  ])('is named when there is %s', async (_, answer, words) => {
    answers(answer);
    const fetching = fetchAsset('/base/models/generator/model.json');
    await expect(fetching).rejects.toThrow('（generator/model.json）');
    answers(answer instanceof Response ? new Response('', { status: 503 }) : answer);
    await expect(fetchAsset('/x.bin')).rejects.toThrow(words);
  });

  it('that is gone with an older version of the site says to load the page anew', async () => {
    answers(new Response(login, { status: 404 }));
    const error = await fetchAsset('/_astro/cell.abc.js').catch((reason: unknown) => reason);
    expect(isOutdated(error)).toBe(true);
    expect((error as Error).message).toMatch(/（_astro\/cell\.abc\.js）.*再読み込み/);
  });

  it('is asked for past the browser’s memory when a login’s page came in its place', async () => {
    const ask = answers(new Response(login), new Response('{}'));
    expect((await fetchAsset('/a/preview.json')).byteLength).toBe(2);
    expect(ask.mock.calls.map(([, how]) => how.cache)).toEqual(['default', 'reload']);
  });

  it.each([login, '', '<html>'])('is not taken for what is no such file: %j', async (text) => {
    answers(new Response(text), new Response(text));
    await expect(fetchAsset('/generated/mnist-10k.bin.gz')).rejects.toThrow(
      '（generated/mnist-10k.bin.gz）の代わりに別のものが届きました。',
    );
  });
});

describe('a program', () => {
  it('is fetched once if it comes, and again after it has not', async () => {
    const ask = answers(new TypeError('Load failed'));
    await expect(fetchProgram('/_astro/part.js')).rejects.toThrow('プログラム（_astro/part.js）');
    await Promise.all([fetchProgram('/_astro/part.js'), fetchProgram('/_astro/part.js')]);
    await fetchProgram('/_astro/part.js');
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
