/** A page of the demo shop on its way out: it learns where the API is, and gets its policy. */
import { randomBytes } from 'node:crypto'
import { CACHE, type Sendable } from './file-response.ts'
import type { StoredFile } from './folder.ts'

/** A shop beside the inbox, on the same origin, is no place for a page of somebody else to look through. */
const UNFRAMED = "frame-ancestors 'none'"

/** What the placeholders of a page stand for. */
export interface DemoValues {
  /** Origin of the API and of the widget's script. */
  readonly origin: string
  /** The widget's public token. */
  readonly token: string
}

/**
 * Fills in `{{porchlight.origin}}` and `{{porchlight.token}}`. A page that asks for `{{csp.nonce}}`
 * is sent under the strictest policy the widget promises to work with, with a nonce of its own.
 */
export function prepareDemoPage(page: StoredFile, values: DemoValues): Sendable {
  const source = page.bytes.toString('utf8')
  const isStrict = source.includes('{{csp.nonce}}')
  const nonce = isStrict ? randomBytes(16).toString('base64') : ''
  const bytes = Buffer.from(
    source
      .replaceAll('{{porchlight.origin}}', () => escapeHtml(values.origin))
      .replaceAll('{{porchlight.token}}', () => escapeHtml(values.token))
      .replaceAll('{{csp.nonce}}', nonce),
  )
  return {
    name: page.name,
    bytes,
    cacheControl: isStrict ? CACHE.never : CACHE.checked,
    isCompressed: false,
    headers: {
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Frame-Options': 'DENY',
      'Content-Security-Policy': isStrict ? strictPolicy(nonce, values.origin) : UNFRAMED,
    },
  }
}

function strictPolicy(nonce: string, origin: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    UNFRAMED,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
