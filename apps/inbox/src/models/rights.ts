/** What our key may do, so that nothing is offered that the server would refuse. */
import type { AgentsClient } from '@porchlight/client'
import type { ApiKeyScope } from '@porchlight/protocol'
import { signal } from '@preact/signals'
import { isKeyWithoutRight } from '../session/key-refusal.ts'

export interface Rights {
  /**
   * While it is not known, everything: then the server says what is not. Nothing, if the key may not even
   * ask for its own rights. Reads a signal.
   */
  may(scope: ApiKeyScope | '*'): boolean
  close(): void
}

export function createRights(client: Pick<AgentsClient, 'myKey'>): Rights {
  const scopes = signal<readonly string[]>(['*'])
  const reading = new AbortController()
  void client.myKey(reading.signal).then((answer) => {
    if (answer.ok) scopes.value = answer.value.scopes
    else if (isKeyWithoutRight(answer.error)) scopes.value = []
  })
  return {
    may(scope) {
      const has = (one: string): boolean => scopes.value.includes(one)
      return has('*') || has(scope) || has(scope.replace(/:read$/, ':write'))
    },
    close: () => reading.abort(),
  }
}

/** The part of the settings that this key opens first, as the address names it; null where it opens none. */
export function settingsEntry(may: Rights['may']): '' | 'profile' | null {
  if (may('project:read')) return ''
  return may('ticket:write') ? 'profile' : null
}
