/** The tickets that are left after some filters: a query that selects and sorts nothing yet. */
import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

export type Tickets = SelectQueryBuilder<Schema, 'tickets', object>

/** Leaves fewer of them. */
export type Narrow = (tickets: Tickets) => Tickets

/** What conditions on them are built with. */
export type Expressions = ExpressionBuilder<Schema, 'tickets'>
