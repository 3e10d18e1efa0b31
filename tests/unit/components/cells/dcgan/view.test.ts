import { render } from '@lit-labs/ssr';
import { html } from 'lit';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, it } from 'vitest';
import type { Commands } from '@components/cells/dcgan/commands';
import { noFilms } from '@components/cells/dcgan/film/films';
import { type DcganState, initialState, reduce } from '@components/cells/dcgan/state';
import { renderStill } from '@components/cells/dcgan/still';
import { dcganView } from '@components/cells/dcgan/view';
import { nothingKept } from '@components/cells/shared/kept-generator';
import { after, event, events, opening, running } from '../../../support/dcgan-cell-fixtures';

/** The view's HTML; no command is given in it. */
function htmlOf(state: DcganState): string {
  const view = dcganView({
    state,
    films: noFilms,
    commands: {} as Commands,
    kept: nothingKept,
    onForget: () => undefined,
    isInteractive: true,
    announcement: '',
    isFileOver: false,
    shareButton: html``,
  });
  return collectResultSync(render(view)).replaceAll(/<!--.*?-->/g, '');
}

/** Buttons by their text, and whether each can be pressed. */
function buttonsOf(html: string): Record<string, boolean> {
  const buttons = [...html.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)];
  return Object.fromEntries(
    buttons.map(([, attributes = '', content = '']) => [
      content.replaceAll(/<svg.*?<\/svg>|\s/gs, ''),
      !attributes.includes('aria-disabled="true"'),
    ]),
  );
}

describe('the still', () => {
  it('is a declarative shadow root with everything that starts something switched off', () => {
    const html = renderStill('quick');
    expect(html).toMatch(/<dcgan-cell[^>]*><template [^>]*shadowrootmode="open">/);
    expect(html).toMatch(/<fieldset[^>]* disabled/);
  });

  it('has the pictures, their descriptions and the controls in it', () => {
    const html = renderStill('quick');
    expect(html).toContain(
      '見本：このセルの生成器が、論文のAdamの設定で3,001ステップ学習したあとに描いた64枚の数字',
    );
    expect(html).toContain('生成器の学習率');
  });

  it('holds the values of its preset', () => {
    const checked = (html: string) => /value="?(\w+)"?\s+checked/.exec(html)?.[1];
    expect(checked(renderStill('quick'))).toBe('quick');
    expect(checked(renderStill('article'))).toBe('article');
  });
});

describe('the toolbar', () => {
  const toolbarOf = (state: DcganState) => buttonsOf(htmlOf(state));

  it('offers to run, to do one step and to reset before a run', () => {
    expect(toolbarOf(initialState)).toMatchObject({
      実行: true,
      '1ステップ': true,
      リセット: true,
    });
  });

  it('offers to give up a first preparation', () => {
    expect(toolbarOf(after(opening()))).toMatchObject({ 実行: false, キャンセル: true });
  });

  it('offers to pause a run', () => {
    const buttons = toolbarOf(running);
    expect(buttons).toMatchObject({ 一時停止: true, '1ステップ': false, リセット: true });
    expect(buttons).not.toHaveProperty('実行');
  });

  it('takes another press during a single step, which does not look like a run', () => {
    const paused = reduce(running, event(events.status('paused')));
    const stepping = [{ type: 'stepping' } as const, event(events.status('running'))].reduce(
      reduce,
      paused,
    );
    expect(toolbarOf(stepping)).toEqual(toolbarOf(paused));
  });

  it('waits for the last step of a run that is stopping', () => {
    const stopping = reduce(running, { type: 'stopping' });
    expect(toolbarOf(stopping)).toMatchObject({ 一時停止: false, リセット: false });
  });

  it('leaves the ways on from a failure to the panel', () => {
    const failed = reduce(running, event(events.failure('diverged', 10)));
    expect(toolbarOf(failed)).toMatchObject({
      実行: false,
      '1ステップ': false,
      リセット: true,
      ステップ10の状態から再開: true,
    });
  });
});

describe('the failure panel', () => {
  const panelOf = (kind: 'diverged' | 'device-lost' | 'internal', lastGoodStep: number | null) =>
    htmlOf(reduce(running, event(events.failure(kind, lastGoodStep))));

  it('is not there while all is well', () => {
    expect(htmlOf(running)).not.toContain('学習の失敗');
  });

  it('advises a lower learning rate after a divergence', () => {
    expect(panelOf('diverged', 10)).toContain('学習率を下げてから再開');
  });

  it('offers other backends when the GPU is lost, WebAssembly among them', () => {
    const html = panelOf('device-lost', 10);
    expect(html).toContain('GPUが使えなくなりました');
    expect(Object.keys(buttonsOf(html))).toContain('ステップ10からWebGLで再開');
  });

  it('offers no way back where there is none', () => {
    const buttons = Object.keys(buttonsOf(panelOf('internal', null)));
    expect(buttons.filter((label) => label.includes('再開'))).toEqual([]);
    expect(buttons).toContain('はじめからやり直す');
  });
});

describe('numbers', () => {
  it('are shown as text beside the curves', () => {
    const html = htmlOf(running);
    for (const value of ['0.700', '0.800', '0.600', '0.400']) expect(html).toContain(value);
  });

  it('say how far the run is', () => {
    const html = htmlOf(running).replaceAll(/\s+/g, ' ');
    expect(html).toContain('<dd>12 / 20</dd>');
    expect(html).toContain('<dd>2 / 2</dd>');
    expect(html).toContain('<dd>2 / 10</dd>');
  });

  it('come with the backend that computes them and the measurements behind it', () => {
    const html = htmlOf(running);
    expect(html).toContain('WebAssembly（2スレッド）、自動で選択');
    expect(html).toContain('12ミリ秒');
  });
});
