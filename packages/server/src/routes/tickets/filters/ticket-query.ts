/** What is asked of the list: the parameters of the request, behind them those of a saved view. */
import { textSchema } from '@porchlight/protocol'
import { invalid } from '../../../problem-response.ts'
import type { ReadTx } from '../../../store/store.ts'
import { toStorableText } from '../../../text.ts'
import type { QueryParameter } from '../../declaration.ts'
import type { Call } from '../../route.ts'
import { findView, readFilters } from '../../views/view-rows.ts'
import { toParameters } from './view-parameters.ts'

const DESCRIPTIONS = {
  status: 'One or several, by commas.',
  priority: 'One or several, by commas.',
  channel_source: 'One channel.',
  channel_detail: 'One kind of a channel.',
  assignee: '`unassigned`, `me`, `user:<id>` or `role:<uuid>`; several by commas.',
  date_from:
    'Changed on or after: `2026-01-31`, or relative as `-7d` and `-1mStart`; `all` for any.',
  date_to: 'Changed on or before, written in the same way.',
  distinct_ids: 'At most 100, by commas.',
  emails: 'At most 100, by commas; adds to `distinct_ids`.',
  ids: 'At most 100 ids of tickets, by commas.',
  search: 'A ticket number, or a part of a name, an address, a subject or a message.',
  sla: '`breached`, `at-risk` or `on-track`.',
  snoozed: '`true` or `false`.',
  tags: 'A JSON array of names, of which one is enough.',
  tags_all: 'A JSON array of names that must all be there.',
  tags_exclude: 'A JSON array of names that must not be there.',
  ai_triage_result: 'One or several, by commas.',
  order_by:
    'A field to sort by, `-` before it for descending; `-updated_at` unless told otherwise.',
  view: 'The short id of a saved view, which fills in what is left out; 400 when there is none.',
}

/** The parameters of the list, beside those of its pages. What makes no sense is ignored. */
export const TICKET_QUERY: Readonly<Record<string, QueryParameter>> = Object.fromEntries(
  Object.entries(DESCRIPTIONS).map(([name, description]) => [
    name,
    { description, schema: textSchema },
  ]),
)

export interface TicketQuery {
  /** A parameter's text, trimmed; null when it is absent or blank. */
  get(name: string): string | null
  readonly now: number
  readonly project: number
  /** The agent who asks, for `me`. */
  readonly agent: number | null
}

/**
 * Reads the query of a request. A view that is named fills in what the request leaves out.
 *
 * @throws Refusal 400 for an unknown view: silence would show everything instead
 */
export async function readTicketQuery(tx: ReadTx, { url, principal }: Call): Promise<TicketQuery> {
  const shortId = toStorableText(url.searchParams.get('view') ?? '').trim() || null
  const view = shortId === null ? null : await findView(tx, principal.project, shortId)
  if (shortId !== null && view === null)
    throw invalid('view', 'There is no view with this short_id.')
  const fromView: ReadonlyMap<string, string> =
    view === null ? new Map() : toParameters(readFilters(view))
  return {
    get(name) {
      const asked = url.searchParams.get(name) ?? fromView.get(name)
      return toStorableText(asked ?? '').trim() || null
    },
    now: tx.now,
    project: principal.project,
    agent: principal.kind === 'key' ? principal.agent : null,
  }
}

/** The members of a comma list, as far as they are some of ours; at most so many are used. */
export function readList<T>(
  text: string | null,
  parseItem: (item: string) => T | null,
  max: number = LIST_MAX,
): T[] {
  return (text ?? '')
    .split(',')
    .slice(0, max)
    .flatMap((item) => parseItem(item.trim()) ?? [])
}

const LIST_MAX = 100
