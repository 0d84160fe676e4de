/**
 * The API is called from other people's pages. Any origin may, because nothing of ours is sent
 * along by itself: tokens travel in a header, and credentials of the browser are never allowed.
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

/** The answer to `OPTIONS`, without a look at who asks. */
export function preflightResponse(): Response {
  const headers = {
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
  }
  return withApiHeaders(new Response(null, { status: 204, headers }))
}

/** Adds what every answer of the API carries. */
export function withApiHeaders(response: Response): Response {
  const { headers } = response
  headers.set('access-control-allow-origin', '*')
  headers.set('access-control-expose-headers', 'Retry-After, Date, X-Request-Id')
  headers.set('cross-origin-resource-policy', 'cross-origin')
  headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  return response
}
