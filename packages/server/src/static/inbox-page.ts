/** The page of the team's inbox, under a policy that leaves it nothing it does not use. */
import { CACHE, type Sendable } from './file-response.ts'
import type { StoredFile } from './folder.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * Of the widget's preview, which the inbox frames: it has no origin, so no key and nothing of the
 * inbox, and reaches nobody.  [SV211]
 */
const PREVIEW_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ')

/** The page as built; it holds no secret, the key is typed into it. */
export function prepareInboxPage(page: StoredFile): Sendable {
  const isPreview = page.name === 'preview.html'
  return {
    ...page,
    cacheControl: CACHE.checked,
    headers: {
      'Content-Security-Policy': isPreview ? PREVIEW_POLICY : POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': isPreview ? 'SAMEORIGIN' : 'DENY',
    },
  }
}
