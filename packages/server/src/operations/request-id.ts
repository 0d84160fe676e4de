/** One id a request, in its answer and in every line that is logged of it. */
import { type FillRandom, uuidv7 } from '@porchlight/protocol'

/** The header that carries it, both ways. */
export const REQUEST_ID_HEADER = 'X-Request-Id'

/** What a proxy in front of us may call a request: nothing that could break a line or a header. */
const SANE = /^[\w.:-]{1,64}$/

/** The id that came with the request when it is a sane one, else a new one. */
export function requestIdOf(request: Request, now: number, random: FillRandom): string {
  const given = request.headers.get(REQUEST_ID_HEADER)
  return given !== null && SANE.test(given) ? given : uuidv7(now, random)
}
