/** The browser would not store or read; the message is for the reader. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';

  constructor(
    message: string,
    /** Whether there is no more room; else storing is refused altogether. */
    readonly isFull = false,
  ) {
    super(message);
  }
}

/** What is there was written by a newer version of the site; it is left as it is. */
export class WrittenByNewer extends Error {
  override readonly name = 'WrittenByNewer';

  constructor() {
    super(
      '新しい版のサイトで保存されています。ページを再読み込みしてください。それまでは、ここでの変更を残せません。',
    );
  }
}

/** @returns an error of ours as it is, a browser's in words for the reader */
export function refusalOf(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'StorageRefused' || name === 'WrittenByNewer') return error as Error;
  if (name === 'QuotaExceededError') {
    return new StorageRefused(
      'このブラウザに残す場所の空き容量が足りません。「残したデータ」のページでいらないものを消すと、また残せます。',
      true,
    );
  }
  return new StorageRefused(
    `このブラウザには残せませんでした。プライベートウィンドウや、保存を許さない設定のときに起こります（${name} ${message}）。`,
  );
}
