/** A picture of each kind that is taken, as base64. */
export interface SamplePicture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly text: string
  /** Makes it say that it is 513 pixels wide. */
  widen(bytes: Buffer): void
}

/** As browsers write them, 3 pixels wide and 2 high. */
export const SAMPLE_PICTURES: Readonly<Record<string, SamplePicture>> = {
  PNG: {
    mediaType: 'image/png',
    text: 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWJ6EKX9H4aZGJAAAAAA//+3vNtwAAAABklEQVQDAIv9BzEvuSwqAAAAAElFTkSuQmCC',
    widen: (bytes: Buffer) => bytes.writeUInt32BE(513, 16),
  },
  JPEG: {
    mediaType: 'image/jpeg',
    text: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQBKhf/9k=',
    widen: (bytes: Buffer) => bytes.writeUInt16BE(513, bytes.indexOf('ffc00011', 'hex') + 7),
  },
  'lossy WebP': {
    mediaType: 'image/webp',
    text: 'UklGRjgAAABXRUJQVlA4ICwAAACwAQCdASoDAAIAAsBMJaACdLoAAAAAAOyPwrFP/Abr4tpl/8s/8/vi70YAAA==',
    widen: (bytes: Buffer) => bytes.writeUInt16LE(513, 26),
  },
  'lossless WebP': {
    mediaType: 'image/webp',
    text: 'UklGRh4AAABXRUJQVlA4TBEAAAAvAkAAAAdQrYJ3pf+BiOh/AAA=',
    widen: (bytes: Buffer) => bytes.writeUInt16LE((1 << 14) | 512, 21),
  },
  'WebP that is partly clear': {
    mediaType: 'image/webp',
    text: 'UklGRloAAABXRUJQVlA4WAoAAAAQAAAAAgAAAQAAQUxQSAcAAAAAAP//////AFZQOCAsAAAAsAEAnQEqAwACAALATCWgAnS6AAAAAADsj8KxT/wG6+LaZf/LP/P74u9GAAA=',
    widen: (bytes: Buffer) => bytes.writeUIntLE(512, 24, 3),
  },
}
