/** Request bodies: bounded before they are read, parsed before they are trusted. */
import { parse, type Schema } from '@porchlight/protocol'
import { bodyTooLarge, invalid, invalidBody } from '../problem-response.ts'
import { toStorableText } from '../text.ts'

/**
 * The longest content a body may hold is 40,000 characters. JSON may write each of them as an
 * escaped surrogate pair of 12 bytes: 480,000 bytes, which leaves 44,288 for all else in the body.
 */
export const BODY_MAX_BYTES: number = 512 * 1024

/**
 * Reads and parses a JSON body.
 *
 * @throws Refusal 413 when it is too large, 400 when it is no JSON or not what the schema says
 */
export async function readBody<T>(request: Request, schema: Schema<T>): Promise<T> {
  const parsed = parse(schema, parseJson(await readText(request)))
  if (!parsed.ok) throw invalidBody(parsed.issue)
  return parsed.value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? toStorableText(value) : value,
    )
  } catch {
    throw invalid(null, 'Malformed JSON.')
  }
}

async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > BODY_MAX_BYTES) throw bodyTooLarge(BODY_MAX_BYTES)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  try {
    // A chunked body declares nothing, so it is counted as it comes.
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > BODY_MAX_BYTES) throw bodyTooLarge(BODY_MAX_BYTES)
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch (cause) {
    if (cause instanceof TypeError) throw invalid(null, 'The body is not UTF-8.')
    throw cause
  }
}
