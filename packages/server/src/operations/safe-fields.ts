/**
 * What may stand in a log line. Whatever gets here by mistake, a secret does not leave: fields that
 * are named like one are blanked, strings lose what looks like one, and of an error only its name,
 * code, message and places are kept, since errors of databases carry the values of rows.  [SV70]
 */

const BLANK = '[redacted]'

const SECRET_NAME = /token|secret|passw|authorization|cookie|api_?key|credential|signature/i

/** In this order: the first takes an address as a whole, before others find something inside it. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // postgres://user:password@host, up to the last @, should the password hold one.
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>/?#]*@/gi, `$1${BLANK}@`],
  [
    /([?&#][\w-]*(?:token|secret|key|hash|password|signature|restore|sign-in)=)[^&\s#"']+/gi,
    `$1${BLANK}`,
  ],
  [/\b(Bearer|Basic)\s+[^\s"']+/gi, `$1 ${BLANK}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, BLANK],
  [/\b(pl[a-z]{1,2})_[\w-]{8,}/g, `$1_${BLANK}`],
]

/** Objects and causes inside one another, so that no cycle is followed for ever. */
const MAX_DEPTH = 5

/** @returns a copy that can be written as JSON and holds no secret */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return safeObject(fields, 0)
}

/** The same for one line of text. */
export function safeText(text: string): string {
  return SECRETS.reduce((safe, [pattern, by]) => safe.replace(pattern, by), text)
}

function safeObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_NAME.test(name) && value !== null ? BLANK : safeValue(value, depth + 1),
    ]),
  )
}

function safeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return safeText(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') return String(value)
  if (depth > MAX_DEPTH) return '…'
  if (value instanceof Error) return safeError(value, depth)
  if (Array.isArray(value)) return value.map((item) => safeValue(item, depth + 1))
  return safeObject(value, depth)
}

function safeError(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    message: safeText(messageOf(error, code)),
    ...(error.cause !== undefined && { cause: safeValue(error.cause, depth + 1) }),
    ...(places.length > 0 && { at: places.map((line) => safeText(line.trim().slice(3))) }),
  }
}

/** Two kinds of errors quote what they were given: PostgreSQL's class 22, and JSON that is none. */
function messageOf(error: Error, code: string | undefined): string {
  if ('severity' in error && code?.startsWith('22') === true) return 'invalid data'
  if (error instanceof SyntaxError) {
    return error.message.replace(/"[\s\S]*"/, '…').replace(/'[\s\S]*'/, '…')
  }
  return error.message
}
