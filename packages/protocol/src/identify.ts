/** How a site tells who a visitor is, with a proof that the browser cannot make. */
import * as v from 'valibot'
import { told } from './text-rules.ts'

/** A proof is far shorter than this. */
const TOKEN_MAX_CHARACTERS = 8_192

/** Longest id of a person, in bytes of UTF-8. */
export const SUBJECT_MAX_BYTES = 255

/**
 * Whether a text can be somebody's id: printable, in its composed form, without white space at its
 * ends. Ids are compared byte by byte, so two that look alike in different forms must not both exist.
 */
export function isSubject(text: string): boolean {
  return isPrintableId(text) && new TextEncoder().encode(text).length <= SUBJECT_MAX_BYTES
}

/** The same without a limit of its own. */
export function isPrintableId(text: string): boolean {
  if (text === '' || text.trim() !== text || text.normalize('NFC') !== text) return false
  // Control characters, format characters such as zero-width ones, lone surrogates, unassigned ones.
  // U+FFFD stands for what could not be stored, which may have been anything.
  return !/[\p{C}\p{Zl}\p{Zp}\ufffd]/u.test(text)
}

/** A JWT signed by the site, or the published API's id with its HMAC. */
export type IdentifyRequest =
  | { readonly token: string }
  | { readonly distinct_id: string; readonly identity_hash: string }

/** `POST /api/conversations/v1/identify`, with a visitor's access token. */
export const identifyRequestSchema: v.GenericSchema<unknown, IdentifyRequest> = v.union([
  v.object({ token: v.pipe(v.string(), v.maxLength(TOKEN_MAX_CHARACTERS)) }),
  v.object({
    distinct_id: v.pipe(
      v.string(),
      told(
        { description: 'Printable, composed (NFC), at most 255 bytes.' },
        isSubject,
        'An id is printable, in its composed form, and has at most 255 bytes.',
      ),
    ),
    identity_hash: v.pipe(v.string(), v.maxLength(200)),
  }),
])

/** Who the browser is from now on. */
export interface Identified {
  /** The visitor of this person: another one than before, when another browser was first. */
  readonly visitor: string
  readonly distinct_id: string
}

export const identifiedSchema: v.GenericSchema<unknown, Identified> = v.object({
  visitor: v.string(),
  distinct_id: v.string(),
})
