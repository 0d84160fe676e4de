/**
 * The history of the schema. A released migration is never edited; a change adds one, in a file of
 * its own.
 */
import type { Kysely, Migration } from 'kysely'
import type { Engine } from '../engine.ts'
import { createTables } from './0001-walking-skeleton.ts'
import { addAccounts } from './0003-accounts.ts'
import { orderEvents } from './0004-event-order.ts'
import { workOnTickets } from './0005-tickets.ts'
import { addRuntimes } from './0006-runtimes.ts'
import { addWidgetApi } from './0007-widget-api.ts'
import { addIdentity } from './0008-identity.ts'
import { addOperations } from './0009-operations.ts'
import { findSuccessors } from './0010-successors.ts'
import { markErased } from './0011-erased-threads.ts'
import { dateBeginnings } from './0012-begun-runs.ts'
import { indexTicketsKept } from './0013-tickets-kept.ts'
import { addDeliveryLeases } from './0014-delivery-leases.ts'
import { addMailLeases } from './0015-mail-leases.ts'
import { lightenWrites } from './0016-lighter-writes.ts'
import { writeFewerPages } from './0017-fewer-pages.ts'
import { addKnowledge } from './0018-knowledge.ts'
import { addMacros } from './0019-macros.ts'
import { rememberMakers } from './0020-makers-of-keys.ts'
import { orderViews } from './0021-order-of-views.ts'
import { addPictures } from './0023-pictures.ts'
import { lightenTwoIndexes } from './0024-two-indexes.ts'
import { createIndex } from './create-index.ts'

type Step = (db: Kysely<unknown>, engine: Engine) => Promise<void>

/** By name; they run in the order of their names. */
const STEPS: Readonly<Record<string, Step>> = {
  '0001_walking_skeleton': createTables,
  '0002_answers_by_id': (db) => createIndex(db, 'runs', ['conversation_id', 'answer_id']),
  '0003_accounts': addAccounts,
  '0004_event_order': orderEvents,
  '0005_tickets': workOnTickets,
  '0006_runtimes': addRuntimes,
  '0008_identity': addIdentity,
  '0007_widget_api': addWidgetApi,
  '0009_operations': addOperations,
  '0010_successors': findSuccessors,
  '0011_erased_threads': markErased,
  '0012_begun_runs': dateBeginnings,
  '0013_tickets_kept': indexTicketsKept,
  '0014_delivery_leases': addDeliveryLeases,
  '0015_mail_leases': addMailLeases,
  '0016_lighter_writes': lightenWrites,
  '0017_fewer_pages': writeFewerPages,
  '0018_knowledge': addKnowledge,
  '0019_macros': addMacros,
  '0020_makers_of_keys': rememberMakers,
  '0021_order_of_views': orderViews,
  '0023_pictures': addPictures,
  '0024_two_indexes': lightenTwoIndexes,
}

/** All migrations, for one engine. */
export function migrationsFor(engine: Engine): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(STEPS).map(([name, step]) => [name, { up: (db) => step(db, engine) }]),
  )
}

/** Names of all migrations, in their order. */
export function migrationNames(): readonly string[] {
  return Object.keys(STEPS)
}
