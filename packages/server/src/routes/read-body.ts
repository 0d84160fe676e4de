/** Request bodies: bounded before they are read, parsed before they are trusted. */
import { type ParseIssue, parse, type Schema } from '@porchlight/protocol'
import { bodyTooLarge, invalidBody, type Refusal } from '../problem-response.ts'
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
  const parsed = parse(schema, parseJson(await readText(request, refuse), refuse))
  if (!parsed.ok) throw refuse(parsed.issue)
  return parsed.value
}

function parseJson(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? toStorableText(value) : value,
    )
  } catch {
    throw refuse({ path: '', message: 'Malformed JSON.', isMissing: false })
  }
}

async function readText(request: Request, refuse: Refuse): Promise<string> {
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
    if (cause instanceof TypeError) {
      throw refuse({ path: '', message: 'The body is not UTF-8.', isMissing: false })
    }
    throw cause
  }
}
