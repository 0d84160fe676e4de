/**
 * Attributes of every link out of a message: it opens elsewhere, is told nothing of this page, and
 * is not recommended by it.
 */
export const outward = {
  target: '_blank',
  rel: 'noopener noreferrer nofollow ugc',
  referrerPolicy: 'no-referrer',
} as const
