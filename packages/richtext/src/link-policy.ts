/**
 * Which addresses may become links. Every decision is taken on what the URL parser made of the
 * text, because that is what the browser will follow: `java\nscript:`, `/\host` and `http:/host`
 * mean something else than their first characters say.
 */
import type { Image, LinkTarget } from './tree.ts'

/** Longer addresses stay text. In UTF-16 units, before parsing. */
export const MAX_URL_LENGTH = 2048

/** One plain address. A `%` could smuggle a line break, a `,` a second recipient. */
const MAIL_ADDRESS = /^[\w.+-]+@([\w.-]+)$/

/** Digits in groups. `*` and `#` are missing on purpose: they make codes that a phone carries out. */
const PHONE_NUMBER = /^\+?\d[\d-]*$/

/**
 * Decides about one address from a message.  [RT20] to [RT26]
 *
 * @param address as written; white space around it and control characters in it do not matter
 * @returns the target to link to, or `undefined`: then show the address as text. Never throws.
 */
export function linkTarget(address: string): LinkTarget | undefined {
  if (address.length > MAX_URL_LENGTH) return
  const url = parseAbsolute(address)
  if (!url) return
  // Rebuilt from the part that was checked, so that no query or fragment travels along.
  if (url.protocol === 'mailto:') {
    const host = MAIL_ADDRESS.exec(url.pathname)?.[1]
    return host ? { href: `mailto:${url.pathname}`, host, kind: 'mail' } : undefined
  }
  if (url.protocol === 'tel:') {
    const number = url.pathname.replace(/ |%20/g, '')
    return PHONE_NUMBER.test(number)
      ? { href: `tel:${number}`, host: '', kind: 'phone' }
      : undefined
  }
  // A name before the host is there to be taken for the host: https://bank.example@evil.example
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return
  return { href: url.href, host: url.host, kind: 'web' }
}

/** The same for what an image is fetched from: `http` and `https` alone.  [RT19] */
export function imageTarget(address: string): Pick<Image, keyof LinkTarget> | undefined {
  const target = linkTarget(address)
  return target?.kind === 'web' ? { ...target, kind: target.kind } : undefined
}

/**
 * Whether the visible text of a link starts with the host it leads to, or is the mail address.
 *
 * Compared literally with the punycode form: look-alike letters in the text do not count.  [RT27]
 */
export function namesHost(text: string, { href, host }: LinkTarget): boolean {
  const shown = /^(?:https?:\/\/)?([^/?#]*)/i.exec(text)?.[1]?.toLowerCase()
  return host === '' || shown === host || href === `mailto:${text}`
}

/** Without a base: a relative address is refused, since on a host page it would mean that page. */
function parseAbsolute(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
