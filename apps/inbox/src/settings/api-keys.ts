/** API keys: which there are, another one, one less. */
import type { ApiKeysClient, ClientError } from '@porchlight/client'
import type { ApiKey, CreateApiKeyRequest, MadeApiKey } from '@porchlight/protocol'
import { batch, type ReadonlySignal, signal } from '@preact/signals'

export type KeysState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ClientError }
  | { readonly kind: 'ready'; readonly keys: readonly ApiKey[]; readonly total: number }

export interface ApiKeys {
  readonly state: ReadonlySignal<KeysState>
  /** The key that was made last, until it is put away: nobody can see it again. */
  readonly made: ReadonlySignal<MadeApiKey | null>
  /** Why the last change was not made. */
  readonly failure: ReadonlySignal<ClientError | null>
  readonly isBusy: ReadonlySignal<boolean>
  reload(): Promise<void>
  /** @returns whether it was made; then `made` has it */
  create(wanted: CreateApiKeyRequest): Promise<boolean>
  /** @returns whether it is refused from now on */
  revoke(id: string): Promise<boolean>
  putAway(): void
  close(): void
}

/** Keys that are shown. */
const KEYS_SHOWN = 200

export function createApiKeys(options: {
  readonly client: ApiKeysClient
  readonly onFailed: (error: ClientError) => void
}): ApiKeys {
  const { client, onFailed } = options
  const state = signal<KeysState>({ kind: 'reading' })
  const made = signal<MadeApiKey | null>(null)
  const failure = signal<ClientError | null>(null)
  const isBusy = signal(false)
  const closing = new AbortController()

  async function reload(): Promise<void> {
    const answer = await client.list({ limit: KEYS_SHOWN, offset: 0 }, closing.signal)
    if (closing.signal.aborted) return
    if (!answer.ok) onFailed(answer.error)
    state.value = answer.ok
      ? { kind: 'ready', keys: answer.value.results, total: answer.value.count }
      : { kind: 'failed', error: answer.error }
  }

  /** Whatever became of it: the list says what there is now. */
  function end(error: ClientError | null): void {
    batch(() => {
      isBusy.value = false
      failure.value = error
    })
    if (error !== null) onFailed(error)
    void reload()
  }

  return {
    state,
    made,
    failure,
    isBusy,
    reload,
    async create(wanted) {
      isBusy.value = true
      const answer = await client.create(wanted)
      if (answer.ok) made.value = answer.value
      end(answer.ok ? null : answer.error)
      return answer.ok
    },
    async revoke(id) {
      isBusy.value = true
      const answer = await client.revoke(id)
      // Somebody else was faster: it is revoked, which is what was wanted.
      const isGone = !answer.ok && answer.error.kind === 'problem' && answer.error.status === 404
      end(answer.ok || isGone ? null : answer.error)
      return answer.ok || isGone
    },
    putAway() {
      made.value = null
    },
    close: () => closing.abort(),
  }
}
