/** What we say about views. */

const FIELD_WORDS: Readonly<Record<string, string>> = {
  status: 'the status',
  priority: 'the priority',
  channel: 'the channel',
  assignee: 'the people',
  tags: 'the tags',
  tagsMatch: 'how tags are matched',
  tagsExclude: 'the tags left out',
  sla: 'the response time',
  snoozed: 'whether they are snoozed',
  dateFrom: 'the first day',
  dateTo: 'the last day',
  sorting: 'the order',
  search: 'the search',
}

/** @param unclear names of fields that asked for something we do not know */
export function unclearText(unclear: readonly string[]): string {
  const words = unclear.map((field) => FIELD_WORDS[field] ?? field).join(', ')
  return `This view asks for something that is not there any more (${words}), so it shows more than was meant. Set the filters as they should be, or save it without.`
}
