/** How a receiver knows that a delivery is ours, whole, and of now. */
import { createHmac } from 'node:crypto'

/** The header that carries it. */
export const SIGNATURE_HEADER = 'X-Porchlight-Signature'

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA256 in hex over "<t>.<body>">`. The time is in what is signed,
 * so that an old delivery cannot be sent again as a new one.
 */
export function sign(body: string, { secret, now }: { secret: string; now: number }): string {
  const t = Math.floor(now / 1_000)
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
  return `t=${t},v1=${v1}`
}
