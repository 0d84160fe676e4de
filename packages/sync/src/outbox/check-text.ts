/** What of a text can be seen before anything is stored. */
import { countCharacters, isBlank, MESSAGE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { SendRefusal } from '../sync.ts'

/** @returns why the text cannot be a message, or null */
export function refusalOf(content: string): SendRefusal | null {
  if (isBlank(content)) return { kind: 'blank' }
  const length = countCharacters(content)
  if (length <= MESSAGE_MAX_CHARACTERS) return null
  return { kind: 'too_long', limit: MESSAGE_MAX_CHARACTERS, length }
}
