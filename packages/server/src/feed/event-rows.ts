/** Rows of `events` behind the places where readers stand. */
import { type Kysely, sql } from 'kysely'
import type { Principal } from '../auth/principal.ts'
import { prepare } from '../store/prepared.ts'
import type { EventRow, Schema } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { behind, type FeedPosition, settled } from './position.ts'

/** Somebody who reads on from a place. */
export interface Reading {
  readonly principal: Principal
  readonly after: FeedPosition
}

/** At most `limit` rows for each, in the order in which they were committed. */
export async function readRows(
  tx: ReadTx,
  readings: readonly Reading[],
  limit: number,
): Promise<EventRow[][]> {
  const visitors = readings.filter(({ principal }) => principal.kind === 'visitor')
  // A trip for each would cost more than what is found. On SQLite there are no trips.
  if (tx.engine === 'sqlite' || visitors.length < 2) {
    return await Promise.all(readings.map((reading) => readOne(tx, reading, limit)))
  }
  const [together, alone] = await Promise.all([
    readTogether(tx, visitors, limit),
    Promise.all(
      readings.map((reading) =>
        reading.principal.kind === 'visitor' ? [] : readOne(tx, reading, limit),
      ),
    ),
  ])
  return readings.map((reading, n) => together.get(reading) ?? alone[n] ?? [])
}

async function readOne(
  tx: ReadTx,
  { principal, after }: Reading,
  limit: number,
): Promise<EventRow[]> {
  const place = { tx: after.tx, id: after.id, limit }
  return principal.kind === 'visitor'
    ? await OF_VISITOR.all(tx, { ...place, visitor: principal.visitor })
    : await OF_PROJECT.all(tx, { ...place, project: principal.project })
}

type PlaceOfPage = { tx: number; id: number; limit: number }

type Reads = Pick<ReadTx, 'engine'>

const rowsBehind = (db: Kysely<Schema>, { tx, id, limit }: PlaceOfPage, reads: Reads) =>
  db
    .selectFrom('events')
    .selectAll()
    .where(behind({ tx, id }))
    .where(settled(reads))
    .orderBy('tx_id')
    .orderBy('id')
    .limit(limit)

const OF_VISITOR = prepare((db, given: PlaceOfPage & { visitor: string }, reads) =>
  rowsBehind(db, given, reads).where('visitor_id', '=', given.visitor),
)

const OF_PROJECT = prepare((db, given: PlaceOfPage & { project: number }, reads) =>
  rowsBehind(db, given, reads).where('project_id', '=', given.project),
)

async function readTogether(
  tx: ReadTx,
  readings: readonly Reading[],
  limit: number,
): Promise<ReadonlyMap<Reading, EventRow[]>> {
  const readers = readings.map(({ principal, after }, n) => ({
    n,
    visitor: principal.kind === 'visitor' ? principal.visitor : null,
    ...after,
  }))
  const rows = await OF_VISITORS.all(tx, { readers: JSON.stringify(readers), limit })
  const rowsByReading = new Map(readings.map((reading) => [reading, [] as EventRow[]]))
  for (const { reader, ...row } of rows) {
    const reading = readings[reader]
    if (reading !== undefined) rowsByReading.get(reading)?.push(row)
  }
  return rowsByReading
}

const READERS = sql`readers(n int, visitor text, tx bigint, id bigint)`

const OF_VISITORS = prepare((db, given: { readers: string; limit: number }, reads) =>
  db
    .selectFrom(
      sql<{ n: number; visitor: string; tx: number; id: number }>`
        json_to_recordset(${given.readers}::json)
      `.as<'readers'>(READERS),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('events')
          .selectAll('events')
          .whereRef('events.visitor_id', '=', 'readers.visitor')
          .where(({ eb, refTuple }) =>
            eb(refTuple('tx_id', 'events.id'), '>', sql<never>`(readers.tx, readers.id)`),
          )
          .where(settled(reads))
          .orderBy('tx_id')
          .orderBy('events.id')
          .limit(given.limit)
          .as('behind'),
      (join) => join.onTrue(),
    )
    .selectAll('behind')
    .select('readers.n as reader')
    .orderBy('readers.n')
    .orderBy('behind.tx_id')
    .orderBy('behind.id'),
)
