/** One connection that is kept: what listens to other processes, and looks at the feed. */
import { Socket } from 'node:net'
import pg from 'pg'

/** A connection of its own. Its queries run one by one, and fail after a while when nobody answers. */
export interface Line {
  readonly client: pg.Client
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Lets go of it without a word, also when the network has gone. */
  destroy(): void
}

/**
 * Connects on a socket of our own, which can be let go when the network has gone without a word.
 *
 * @throws what `pg` throws when nobody answers
 */
export async function connectLine(config: pg.ClientConfig): Promise<Line> {
  const socket = new Socket()
  const client = new pg.Client({ ...config, stream: () => socket })
  // From the first moment on: one that fails before anybody listens would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    socket.destroy()
    throw error
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    client,
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const asked = last.then(() => client.query<Row>(text, [...values]))
      last = asked.catch(() => {})
      return (await asked).rows
    },
    destroy: () => void socket.destroy(),
  }
}
