/**
 * The API is called from other people's pages. Nothing of ours is sent along by itself: tokens travel
 * in a header, and credentials of the browser are never allowed. Which pages may is for
 * `auth/allowed-origins.ts` to say.
 */

const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'X-Conversations-Token',
  'Idempotency-Key',
  'Last-Event-ID',
  'X-POSTHOG-SESSION-ID',
  'X-Request-Id',
].join(', ')

const PREFLIGHT_MAX_AGE_SECONDS = 7_200

/**
 * The answer to `OPTIONS`, without a look at who asks.
 *
 * @param origin who may read answers, as `withApiHeaders` takes it
 */
export function preflightResponse(origin: string | null): Response {
  const headers = {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
  }
  return withApiHeaders(new Response(null, { status: 204, headers }), { origin })
}

/** Whom an answer is for. */
export interface Audience {
  /** `*`, one origin, or null for none. */
  readonly origin: string | null
  /** Whether pages load it as a script; everything else is read by those who may read it. */
  readonly isScript?: boolean
}

/** Adds what every answer of the API carries. */
export function withApiHeaders(
  response: Response,
  { origin, isScript = false }: Audience,
): Response {
  const { headers } = response
  if (origin !== null) headers.set('access-control-allow-origin', origin)
  if (origin !== '*') headers.append('vary', 'Origin')
  headers.set('access-control-expose-headers', 'Retry-After, Date, X-Request-Id')
  headers.set('cross-origin-resource-policy', isScript ? 'cross-origin' : 'same-origin')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  if (headers.get('content-type') === 'application/json') {
    headers.set('content-type', 'application/json; charset=utf-8')
  }
  return response
}
