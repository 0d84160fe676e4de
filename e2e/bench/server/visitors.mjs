import { randomBytes, randomUUID } from 'node:crypto'
import { ask } from '../http-client.mjs'
import { API_KEY, WIDGET_TOKEN } from './processes.mjs'

/** Visitors and the team, as clients of the API. */

export const ROOT = '/api/projects/1/conversations'
export const teamHeaders = { authorization: `Bearer ${API_KEY}` }

/** @returns {Promise<Record<string, string>>} headers of a new visitor */
export async function beginSession(origin) {
  const { status, body } = await ask(`${origin}/api/conversations/v1/session`, {
    method: 'POST',
    headers: { 'x-conversations-token': WIDGET_TOKEN },
    body: { refresh: null, next: `plr_${randomBytes(32).toString('base64url')}` },
  })
  if (status !== 200) throw new Error(`session: ${status}`)
  return { authorization: `Bearer ${body.access}` }
}

/** A visitor with an open thread. */
export async function openThread(origin) {
  const headers = await beginSession(origin)
  const conversation = randomUUID()
  const { status } = await ask(`${origin}${ROOT}/tickets/`, {
    method: 'POST',
    headers,
    body: { conversation },
  })
  if (status !== 201) throw new Error(`ticket: ${status}`)
  return { headers, conversation }
}

/** Posts one message durably. */
export async function append(origin, { headers, conversation }, content) {
  const { status } = await ask(`${origin}${ROOT}/${conversation}/append_message/`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: { content },
  })
  if (status !== 201) throw new Error(`append: ${status}`)
}

/** @template T @param {number} count @param {number} atATime @param {(n: number) => Promise<T>} make @returns {Promise<T[]>} */
export async function makeMany(count, atATime, make) {
  const made = []
  for (let n = 0; n < count; n += atATime) {
    const batch = Array.from({ length: Math.min(atATime, count - n) }, (_, k) => make(n + k))
    made.push(...(await Promise.all(batch)))
  }
  return made
}
