/** Whether people answer at a project now, by the hours that its widget shows. */
import { type BusinessHours, type Opening, openingAt } from '@porchlight/protocol'
import type { ReadTx } from '../store/store.ts'
import { readWidgetSettings } from './widget-settings.ts'

/** Now, and the place by whose clock people come and go. */
export type PlacedOpening = Opening & Pick<BusinessHours, 'timeZone'>

/** @returns null where there are no hours, or none that this version can read */
export async function findOpening(tx: ReadTx, project: number): Promise<PlacedOpening | null> {
  const row = await tx.db
    .selectFrom('projects')
    .select('settings')
    .where('id', '=', project)
    .executeTakeFirst()
  const hours = row === undefined ? null : readWidgetSettings(row).hours
  if (hours === null) return null
  try {
    return { ...openingAt(hours, tx.now), timeZone: hours.timeZone }
  } catch {
    return null
  }
}
