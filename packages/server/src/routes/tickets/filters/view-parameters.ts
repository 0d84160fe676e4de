/** A saved view in the words of the list's query. */

/**
 * Parameters by name. What a view leaves open is not there, nor what has another form than it should
 * have: another version may have saved it.
 */
export function toParameters(
  filters: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const { channel, sla, snoozed, tagsMatch } = filters
  const parameters: Readonly<Record<string, string>> = {
    status: textsOf(filters.status).join(','),
    priority: textsOf(filters.priority).join(','),
    channel_source: channel === 'all' ? '' : textOf(channel),
    sla: sla === 'all' ? '' : textOf(sla),
    snoozed: typeof snoozed === 'boolean' ? String(snoozed) : '',
    ai_triage_result: textsOf(filters.aiTriageResult).join(','),
    assignee: listOf(filters.assignee).flatMap(toAssignee).join(','),
    [tagsMatch === 'all' ? 'tags_all' : 'tags']: toJsonList(filters.tags),
    tags_exclude: toJsonList(filters.tagsExclude),
    date_from: textOf(filters.dateFrom),
    date_to: textOf(filters.dateTo),
    order_by: toOrder(filters.sorting),
    search: textOf(filters.search),
  }
  return new Map(Object.entries(parameters).filter(([, value]) => value !== ''))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string')
}

function toJsonList(value: unknown): string {
  const texts = textsOf(value)
  return texts.length === 0 ? '' : JSON.stringify(texts)
}

function toAssignee(assignee: unknown): string[] {
  if (typeof assignee === 'string') return [assignee]
  const { type, id } = fieldsOf(assignee)
  return type === undefined || id === undefined ? [] : [`${type}:${id}`]
}

function toOrder(sorting: unknown): string {
  const { columnKey, order } = fieldsOf(sorting)
  return typeof columnKey === 'string' ? `${order === -1 ? '-' : ''}${columnKey}` : ''
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
