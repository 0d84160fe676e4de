import type { VisitorOptions } from '@porchlight/client'

/** A visitor who is known to the server, which answers as told. */
export function buildVisitor(fetch: NonNullable<VisitorOptions['fetch']>): VisitorOptions {
  const row = { refresh: 'r', next: null, access: 'a', visitor: 'v', project: 1 }
  return {
    origin: 'https://chat.example',
    token: 't',
    credentials: {
      exclusive: (task) => task(),
      read: async () => row,
      replace: async () => true,
    },
    fetch,
  }
}
