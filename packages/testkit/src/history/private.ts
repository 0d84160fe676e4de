/** I10, private: sign-out leaves nothing, and nobody's message goes out under another's name. */
import type { History } from './record.ts'
import { recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'
import { writtenMessages } from './written-messages.ts'

export function checkPrivate(history: History): Violation[] {
  const written = writtenMessages(history)
  const isForeign = (message: string | null, visitor: string | null): boolean => {
    const author = message === null ? undefined : written.get(message)?.visitor
    return author !== undefined && visitor !== null && author !== visitor
  }
  return [
    ...recordsOf(history, 'signedOut').flatMap(({ visitor, found }) =>
      found.map((what) => violation(`of ${visitor}, who has signed out, is left: ${what}`)),
    ),
    ...recordsOf(history, 'requestBegan')
      .filter(({ message, visitor }) => isForeign(message, visitor))
      .map(({ request, message, visitor }) =>
        violation(`${request} carried ${message} with the credentials of ${visitor}`),
      ),
    ...recordsOf(history, 'committed')
      .filter(({ message, visitor }) => isForeign(message, visitor))
      .map(({ message, visitor }) => violation(`${message} was posted as written by ${visitor}`)),
  ]
}

function violation(what: string): Violation {
  return { invariant: 'I10', what }
}
