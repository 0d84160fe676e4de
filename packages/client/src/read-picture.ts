/** Pictures of the team: whoever knows where one is may have it. */
import { type Clock, systemClock } from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { send } from './request.ts'

export interface PictureOptions {
  readonly origin: string
  /** The last part of the picture's address. */
  readonly picture: string
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly signal?: AbortSignal
}

/** `GET /api/agents/v1/pictures/:picture`, for what cannot draw it by its address. Asks nobody who they are. */
export async function readPicture(options: PictureOptions): Promise<Result<Blob>> {
  const { origin, picture, clock = systemClock, signal } = options
  const fetchIt =
    options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init))
  let bytes: Blob | null = null
  // Read on its way, so that the time limit covers it like any other body.
  const fetchPicture: typeof fetch = async (input, init) => {
    const response = await fetchIt(input, init)
    const isPicture = response.headers.get('content-type')?.startsWith('image/')
    if (isPicture === true) bytes = await response.clone().blob()
    return response
  }
  const path = `/api/agents/v1/pictures/${encodeURIComponent(picture)}`
  const call = { method: 'GET', path, signal } as const
  const answer = await send(
    { origin, fetch: fetchPicture, clock },
    { call, accept: 'application/json', authorization: null },
  )
  if (!answer.ok) return answer
  const { status } = answer.value.response
  if (bytes === null) return { ok: false, error: { kind: 'malformed', status, where: path } }
  return { ok: true, value: bytes }
}
