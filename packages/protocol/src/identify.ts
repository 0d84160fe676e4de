/** How a site tells who a visitor is, with a proof that the browser cannot make. */
import * as v from 'valibot'
import { maxCharacters, told } from './text-rules.ts'

/** Proofs are far shorter than these. */
const TOKEN_MAX_CHARACTERS = 8_192
const HASH_MAX_CHARACTERS = 200

/** Longest id of a person, in bytes of UTF-8. */
const SUBJECT_MAX_BYTES = 255

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

const byToken = v.object({ token: v.pipe(v.string(), maxCharacters(TOKEN_MAX_CHARACTERS)) })

const byHash = v.object({
  distinct_id: v.pipe(
    v.string(),
    told(
      { description: 'Printable, composed (NFC), at most 255 bytes.' },
      isSubject,
      'An id is printable, in its composed form, and has at most 255 bytes.',
    ),
  ),
  identity_hash: v.pipe(v.string(), maxCharacters(HASH_MAX_CHARACTERS)),
})

const eitherProof = v.union([byToken, byHash])

/**
 * `POST /api/conversations/v1/identify`, with a visitor's access token. A union says that neither of
 * its members fits, and of no field why; this one asks the member that was meant.
 */
export const identifyRequestSchema: v.GenericSchema<unknown, IdentifyRequest> = {
  ...eitherProof,
  '~run': (dataset, config) =>
    (isMeantAsHash(dataset.value) ? byHash : byToken)['~run'](dataset, config),
}

function isMeantAsHash(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const hasToken = 'token' in body && typeof body.token === 'string'
  return !hasToken && ('distinct_id' in body || 'identity_hash' in body)
}
