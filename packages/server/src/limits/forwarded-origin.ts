/** By which address a client has reached us, when a proxy stands between. */
import { type IsTrusted, isTrustedPeer } from './client-address.ts'

const SCHEME = /^https?$/i

/** A name or an address with a port or without: nothing that a parser would take for more. */
const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/**
 * The origin as the client wrote it. A proxy of ours says so in `X-Forwarded-Proto` and
 * `X-Forwarded-Host`, of which the first value counts; what is no scheme or host is not believed,
 * and nor is anybody else.  [SV57]
 */
export function forwardedOrigin(
  request: Pick<Request, 'url' | 'headers'>,
  peer: string | null,
  isTrusted: IsTrusted,
): string {
  const { origin, protocol, host } = new URL(request.url)
  if (!isTrustedPeer(peer, isTrusted)) return origin
  const scheme = firstOf(request.headers.get('x-forwarded-proto'), SCHEME) ?? protocol.slice(0, -1)
  const name = firstOf(request.headers.get('x-forwarded-host'), HOST) ?? host
  const told = `${scheme}://${name}`
  return URL.canParse(told) ? new URL(told).origin : origin
}

function firstOf(header: string | null, form: RegExp): string | null {
  const first = header?.split(',')[0]?.trim() ?? ''
  return form.test(first) ? first : null
}
