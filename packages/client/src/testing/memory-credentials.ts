/** What a browser keeps of a session, for tests: in memory, and for one tab. */
import type { CredentialStore, Credentials } from '@porchlight/protocol'

export function createMemoryCredentials(): CredentialStore {
  let row: Credentials | null = null
  return {
    exclusive: (task) => task(),
    read: async () => row,
    async replace(_before, after) {
      row = after
      return true
    },
  }
}
