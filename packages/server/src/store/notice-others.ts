/**
 * Wakes everybody when another process has changed a SQLite file: a command such as `porchlight
 * erase` runs beside the server, and has no other way to tell it.
 */
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

const LOOK_MS = 2_000

/** @returns the undo; nothing is under way once it resolves */
export function noticeOthers(db: Kysely<Schema>, onChange: () => void): () => Promise<void> {
  let known: number | null = null
  let isStopped = false
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    // Counts the commits of others; our own leave it as it is.
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db)
    const version = rows[0]?.data_version ?? 0
    if (known !== null && known !== version) onChange()
    known = version
  }

  function later(): () => void {
    const timer = setTimeout(() => {
      // A file that cannot be read now is read the next time.
      looking = look().catch(() => {})
      void looking.then(() => {
        if (!isStopped) stopTimer = later()
      })
    }, LOOK_MS)
    timer.unref()
    return () => clearTimeout(timer)
  }

  let stopTimer = later()
  looking = look().catch(() => {})
  return async () => {
    isStopped = true
    stopTimer()
    await looking
  }
}
