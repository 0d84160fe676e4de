/**
 * How long a server wants to be left alone, in milliseconds; null when it does not say. In seconds or
 * as a date (RFC 9110, section 10.2.3).
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Math.ceil(Number(text) * 1_000)
  const date = text.endsWith('GMT') ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(date - now, 0)
}
