import { ModelFailure } from './model-failure.ts'

/** Far more than an answer of the largest model, in frames of a word each. */
const MAX_ANSWER_BYTES = 8 * 1_024 * 1_024

/**
 * `fetch` for a server that may send anything: a body that does not end is cut off, and a redirect is
 * not followed, since the key and what visitors wrote are for the address that was configured.
 */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  if (response.body === null) return response
  let bytes = 0
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > MAX_ANSWER_BYTES) controller.error(new ModelFailure('malformed'))
      else controller.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(bounded), response)
}
