/** Request bodies: bounded before they are read, parsed before they are trusted. */
import { type ParseIssue, parse, type Schema } from '@porchlight/protocol'
import {
  bodyBrokenOff,
  bodyTooLarge,
  invalidBody,
  Refusal,
  unsupportedMediaType,
} from '../problem-response.ts'
import { toStorableText } from '../text.ts'

/**
 * The longest content a body may hold is 40,000 characters. JSON may write each of them as an
 * escaped surrogate pair of 12 bytes: 480,000 bytes, which leaves 44,288 for all else in the body.
 */
export const BODY_MAX_BYTES: number = 512 * 1024

type Refuse = (issue: ParseIssue) => Refusal

/**
 * Reads and parses a JSON body. For the router alone: handlers get theirs by what they declare.
 *
 * @param refuse makes the refusal of what is no JSON, or not what the schema says
 * @throws Refusal 413 when it is too large, and what `refuse` makes
 */
export async function readBody<T>(
  request: Request,
  schema: Schema<T>,
  refuse: Refuse = invalidBody,
): Promise<T> {
  checkType(request.headers)
  const body = parseJson(await readText(request, refuse), refuse)
  // To a schema an array is an object whose keys are numbers, and no body here is a list.
  if (Array.isArray(body))
    throw refuse({ path: '', message: 'Must be an object.', isMissing: false })
  const parsed = parse(schema, body)
  if (!parsed.ok) throw refuse(parsed.issue)
  return parsed.value
}

/**
 * A form of another site can post text, and nothing but text: without asking first, no browser says
 * that a body is JSON. A body that is packed could be a thousand times as large as it looks.
 */
function checkType(headers: Headers): void {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw unsupportedMediaType('The body must be application/json.')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding !== 'identity') throw unsupportedMediaType('The body must not be compressed.')
}

/**
 * Of a key that is there twice, the last one counts. Keys that mean something to the language are
 * dropped, wherever they stand; so are those that could not be stored.
 */
function parseJson(text: string, refuse: Refuse): unknown {
  const refuseBody = (message: string): Refusal => refuse({ path: '', message, isMissing: false })
  if (isTooDeep(text)) throw refuseBody(`JSON may be nested ${MAX_DEPTH} deep.`)
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (RESERVED_KEYS.has(key) || key !== toStorableText(key)) return undefined
      if (value === Infinity || value === -Infinity) throw refuseBody('A number is too large.')
      return typeof value === 'string' ? toStorableText(value) : value
    })
  } catch (cause) {
    throw cause instanceof Refusal ? cause : refuseBody('Malformed JSON.')
  }
}

/** Deeper than anything that this API takes: free fields have a limit of their own below it. */
const MAX_DEPTH = 128

const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Counted before anything is parsed, since a parser of its own depth may run out of stack. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isText) {
      if (character === '\\') at++
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '[' || character === '{') {
      if (++depth > MAX_DEPTH) return true
    } else if (character === ']' || character === '}') depth--
  }
  return false
}

async function readText(request: Request, refuse: Refuse): Promise<string> {
  const bytes = await readBytes(request)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse({ path: '', message: 'The body is not UTF-8.', isMissing: false })
  }
}

/**
 * Whatever goes wrong while a body comes in, its sender has gone or is too slow: nobody reads what is
 * answered, and nobody here has to look.  [SV55]
 */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.bodyUsed) throw new Error('a body was read twice')
  try {
    return await collect(request)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : bodyBrokenOff()
  }
}

async function collect(request: Request): Promise<Uint8Array> {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > BODY_MAX_BYTES) throw bodyTooLarge(BODY_MAX_BYTES)
    // HTTP gives no more than was declared, and the whole at once costs less than its pieces.
    return new Uint8Array(await request.arrayBuffer())
  }
  // A chunked body declares nothing, so it is counted as it comes.
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_MAX_BYTES) throw bodyTooLarge(BODY_MAX_BYTES)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
