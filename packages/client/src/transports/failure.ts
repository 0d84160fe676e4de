/** From failed requests to why a read failed, as the core is told. */
import { TransportError, type TransportFailure } from '@porchlight/protocol'
import type { ClientError, Result } from '../client-error.ts'

/** @throws TransportError */
export function unwrap<T>(answer: Result<T>): T {
  if (answer.ok) return answer.value
  throw new TransportError(transportFailureOf(answer.error), answer.error)
}

function transportFailureOf(error: ClientError): TransportFailure {
  switch (error.kind) {
    case 'offline':
    case 'timeout':
    case 'aborted':
      return { kind: 'offline' }
    case 'malformed':
      return { kind: 'malformed', where: error.where }
    case 'problem':
      return failureOfStatus(error.status, error.retryAfterMs)
  }
}

function failureOfStatus(status: number, retryAfterMs: number | null): TransportFailure {
  if (status === 401) return { kind: 'unauthorized', isFinal: false }
  if (status === 403) return { kind: 'unauthorized', isFinal: true }
  if (status === 404) return { kind: 'gone' }
  if (status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs ?? 5_000 }
  return { kind: 'offline' }
}
