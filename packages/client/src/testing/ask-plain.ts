import { expect } from 'vitest'
import { type PlainVisit, visitPlain } from './plain-visit.ts'

/** A thread whose first question is being answered. */
export async function askPlain(
  options: Parameters<typeof visitPlain>[0] = {},
): Promise<PlainVisit & { thread: string }> {
  const visit = visitPlain(options)
  const thread = await visit.open()
  const outcome = await visit.deliver(visit.sendOp(thread, 'Question'))
  expect(outcome.kind).toBe('settled')
  return { ...visit, thread }
}
