import type { Companion } from '../models/company.ts'

/** What somebody does at a conversation, in words. */
export function companionText({ by, name, doing }: Companion, visitor: string): string {
  if (by === 'visitor') return `${visitor} is typing`
  const who = name ?? 'A colleague'
  if (doing === 'looking') return `${who} is looking at this`
  return doing === 'noting' ? `${who} is writing a note` : `${who} is writing a reply`
}
