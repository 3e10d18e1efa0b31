/** The classes of a map in their order, as the reader knows them. */
export const textureClassNames = ['横線', '縦線', '斜線', '水玉'] as const;
