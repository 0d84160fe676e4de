/** The server of the bench, as every contender reaches it: one POST a message over plain HTTP. */

/** @typedef {{ id: string, text: string }} Sent */

/** Why a message was not taken, in the words that a program would find in an error. */
export class HttpError extends Error {
  constructor(status, retryAfterMs) {
    super(`HTTP ${status}`)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * @param {Sent} message
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ id: string, order: number }>} what the server has made of it
 * @throws when anything but the server's own answer comes back
 */
export async function post(message, signal) {
  const response = await fetch('/messages', requestOf(message, signal))
  if (!response.ok) {
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000
    throw new HttpError(response.status, retryAfterMs)
  }
  const { id, order } = await response.json()
  if (typeof id !== 'string') throw new Error('no answer of the server')
  return { id, order }
}

/** @param {Sent} message */
export function requestOf({ id, text }, signal) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, text }),
    ...(signal && { signal }),
  }
}

/** What a loop written by hand does: one after the other, and again until it has worked. */
export async function postUntilTaken(message) {
  for (;;) {
    try {
      return await post(message)
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(50, error.retryAfterMs ?? 0)))
    }
  }
}
