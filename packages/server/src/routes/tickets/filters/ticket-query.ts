/** What is asked of the list: the parameters of the request, behind them those of a saved view. */
import { invalid } from '../../../problem-response.ts'
import type { ReadTx } from '../../../store/store.ts'
import { toStorableText } from '../../../text.ts'
import type { Call } from '../../route.ts'
import { findView, readFilters } from '../../views/view-rows.ts'
import { toParameters } from './view-parameters.ts'

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
