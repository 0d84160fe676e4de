/** The tickets that are left after some filters: a query that selects and sorts nothing yet. */
import type { SelectQueryBuilder } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

export type Tickets = SelectQueryBuilder<Schema, 'tickets', object>
