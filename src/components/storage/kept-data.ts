/** `<kept-data>`: what this browser keeps of the reader's work; deleted, written out and read in from here. */
import { wordsOf } from '@lib/error-words';
import type { SiteDatabase } from '@lib/storage/database/database';
import type { KeptItem } from '@lib/storage/database/contents';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { commandButton, fileButton } from '../cells/kit/buttons';
import { download } from '../cells/kit/download';
import { type Notice, noticeArea } from '../cells/kit/notice';
import { base } from '../cells/kit/styles/base';
import { commands } from '../cells/kit/styles/commands';
import { messages } from '../cells/kit/styles/messages';
import { keptDataStyles } from './styles';
import { describeItem, formatBytes, formatTime } from './words';

interface Room {
  readonly usage: number | null;
  readonly quota: number | null;
  readonly isPersistent: boolean;
}

class KeptData extends LitElement {
  static override properties = {
    items: { state: true },
    room: { state: true },
    notice: { state: true },
    asked: { state: true },
    isBusy: { state: true },
  };
  static override styles = [base, commands, messages, keptDataStyles];

  /** `null` while they are being read. */
  declare items: readonly KeptItem[] | null;
  declare room: Room | null;
  declare notice: Notice | null;
  /** What is to be deleted once the reader has said so again: an item, or everything. */
  declare asked: KeptItem | 'all' | null;
  declare isBusy: boolean;
  private database: SiteDatabase | null = null;

  constructor() {
    super();
    this.items = null;
    this.room = null;
    this.notice = null;
    this.asked = null;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.guarded(() => this.look());
  }

  protected override render(): TemplateResult {
    const dismiss = () => {
      this.notice = null;
    };
    const { items } = this;
    // All at once, so that nothing moves under the reader while the rest is being read.
    if (items === null) return html`<p role="status">調べています…</p>`;
    return html`${noticeArea(this.notice, dismiss)}${this.list(items)}${this.question()}
      <p class="room">${this.roomLine()}</p>
      <div class="toolbar">${this.commands()}</div>`;
  }

  private list(items: readonly KeptItem[]) {
    if (items.length === 0) return html`<p>いまは何も残っていません。</p>`;
    return html`<ul>
      ${items.map((item) => this.line(item))}
    </ul>`;
  }

  private line(item: KeptItem): TemplateResult {
    const { title, detail } = describeItem(item);
    const when = item.savedAt === null ? nothing : html`、${formatTime(item.savedAt)}`;
    // An address may have come with a file.
    const isOurs = /^\/(?!\/)/.test(item.address);
    return html`<li>
      <div>
        <strong>${isOurs ? html`<a href=${item.address}>${title}</a>` : title}</strong>
        <span class="detail"
          >${detail}、<span translate="no">${formatBytes(item.bytes)}</span>${when}</span
        >
      </div>
      ${commandButton({
        label: '消す',
        icon: 'cancel',
        isEnabled: !this.isBusy,
        onPress: () => {
          this.asked = item;
        },
      })}
    </li>`;
  }

  /** Deleting cannot be undone. */
  private question() {
    const { asked } = this;
    if (asked === null) return html`<div role="alert"></div>`;
    const what = asked === 'all' ? '残っているものをすべて' : `「${describeItem(asked).title}」を`;
    return html`<div role="alert">
      <div class="notice info">
        <p>${what}消します。元には戻せません。</p>
        ${commandButton({ label: '消す', icon: 'cancel', isPrimary: true, onPress: () => void this.guarded(() => this.delete(asked)) })}
        ${commandButton({
          label: 'キャンセル',
          onPress: () => {
            this.asked = null;
          },
        })}
      </div>
    </div>`;
  }

  private roomLine() {
    const { usage = null, quota = null } = this.room ?? {};
    if (usage === null || quota === null) return nothing;
    return html`このサイトが使っている場所は約<span translate="no">${formatBytes(usage)}</span
      >です。使えるのは約<span translate="no">${formatBytes(quota)}</span>までです。`;
  }

  private commands() {
    const isEmpty = !this.items?.length;
    const canPersist = this.room !== null && !this.room.isPersistent;
    return html`${commandButton({
      label: 'すべて書き出す（zip）',
      icon: 'save',
      isEnabled: !isEmpty && !this.isBusy,
      onPress: () => void this.guarded(() => this.export()),
    })}
    ${fileButton({
      label: '書き出したzipを読み込む',
      accept: '.zip',
      isMultiple: false,
      onFiles: ([file]) => {
        if (file) void this.guarded(() => this.import(file));
      },
    })}
    ${canPersist ? commandButton({ label: '消されにくくする', onPress: () => void this.persist() }) : nothing}
    ${commandButton({
      label: 'すべて消す',
      icon: 'cancel',
      isEnabled: !isEmpty && !this.isBusy,
      onPress: () => {
        this.asked = 'all';
      },
    })}`;
  }

  private async look(): Promise<void> {
    const { openDatabase } = await import('@lib/storage/database/database');
    const { listContents } = await import('@lib/storage/database/contents');
    this.database ??= await openDatabase();
    const items = await listContents(this.database);
    const { storage } = navigator;
    const { usage = null, quota = null } = (await storage?.estimate?.()) ?? {};
    this.room = { usage, quota, isPersistent: (await storage?.persisted?.()) ?? true };
    this.items = items;
  }

  private async delete(asked: KeptItem | 'all'): Promise<void> {
    this.asked = null;
    const { database } = this;
    if (!database) return;
    const { deleteItem } = await import('@lib/storage/database/contents');
    for (const item of asked === 'all' ? (this.items ?? []) : [asked])
      await deleteItem(database, item);
    await this.look();
    this.inform('消しました。');
  }

  private async export(): Promise<void> {
    const { packAll } = await import('@lib/storage/database/backup-in-worker');
    download(new Blob([await packAll()], { type: 'application/zip' }), 'hajimete-no-gan.zip');
    this.inform('zipに書き出しました。');
  }

  private async import(file: File): Promise<void> {
    const { unpackAll } = await import('@lib/storage/database/backup-in-worker');
    await unpackAll(file);
    await this.look();
    this.inform(`${file.name}を読み込みました。`);
  }

  /** Beside all else: Firefox asks its reader, who may leave that unanswered. */
  private async persist(): Promise<void> {
    const isPersistent = await navigator.storage.persist().catch(() => false);
    await this.look();
    this.inform(
      isPersistent
        ? 'ブラウザが自動では消さないようになりました。'
        : 'ブラウザがまだ許していません。このサイトを何度か使うか、ブックマークに入れると許されることがあります。',
    );
  }

  private inform(text: string): void {
    this.notice = { tone: 'info', text };
  }

  /** One thing at a time; what goes wrong is told. */
  private async guarded(job: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.notice = null;
    try {
      await job();
    } catch (error) {
      this.notice = { tone: 'error', text: wordsOf(error) };
      this.items ??= [];
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('kept-data', KeptData);
