/** What we say about views. */
import type { ViewChange } from '../models/views.ts'
import { failureText } from './failure-text.ts'

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

/** Why a view is as it was before. */
export function viewFailureText({ what, error }: ViewChange & { kind: 'failed' }): string {
  const status = error.kind === 'problem' ? error.status : null
  if (status === 404) return 'Somebody has deleted this view.'
  if (what === 'save') return `Not saved. ${failureText(error)}`
  if (status === 400) return 'Not moved: somebody has deleted the view beside it. Try again.'
  return `Not moved. ${failureText(error)}`
}
