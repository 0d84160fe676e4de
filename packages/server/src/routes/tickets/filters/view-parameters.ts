/** A saved view in the words of the list's query. */
import type { TicketViewFilters, ViewAssignee } from '@porchlight/protocol'

/** Parameters by name. What a view leaves open is not there. */
export function toParameters(filters: TicketViewFilters): ReadonlyMap<string, string> {
  const { channel, sla, tags = [], tagsMatch, tagsExclude = [], sorting } = filters
  const parameters: Readonly<Record<string, string | null | undefined>> = {
    status: filters.status?.join(','),
    priority: filters.priority?.join(','),
    channel_source: channel === 'all' ? null : channel,
    sla: sla === 'all' ? null : sla,
    ai_triage_result: filters.aiTriageResult?.join(','),
    assignee: filters.assignee?.map(toAssignee).join(','),
    [tagsMatch === 'all' ? 'tags_all' : 'tags']: tags.length === 0 ? null : JSON.stringify(tags),
    tags_exclude: tagsExclude.length === 0 ? null : JSON.stringify(tagsExclude),
    date_from: filters.dateFrom,
    date_to: filters.dateTo,
    order_by: sorting && `${sorting.order === -1 ? '-' : ''}${sorting.columnKey}`,
    search: filters.search,
  }
  return new Map(
    Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}

function toAssignee(assignee: 'me' | 'unassigned' | ViewAssignee): string {
  return typeof assignee === 'string' ? assignee : `${assignee.type}:${assignee.id}`
}
