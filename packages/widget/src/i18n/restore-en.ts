/** English of what brings conversations here from another browser. */
import type { RestoreProblem, RestoreStrings } from './strings.ts'

const PROBLEM_WORDS: Readonly<Record<RestoreProblem, string>> = {
  expired: 'This link has expired: it works for an hour. You can ask for another one.',
  used: 'This link was used before, and works once. You can ask for another one.',
  invalid:
    'This link works only in the browser that asked for it, and only whole. You can ask for another one here.',
  too_many: 'Too many links were asked for. Please try again in an hour.',
  unreachable: 'Our server did not answer. Please try again.',
  unavailable: 'We cannot mail links here.',
}

export const restoreEn: RestoreStrings = {
  restoreWhy:
    'Have you written to us from another browser? We can mail you a link that brings your conversations here.',
  restoreSend: 'Mail me a link',
  restoreAsked: (email) =>
    `If we have conversations of ${email}, a link is on its way. It works once, for an hour.`,
  restoreOpening: 'Fetching your conversations…',
  restored: (count) =>
    count === 0 ? 'There is nothing left to fetch with this link.' : 'Your conversations are here.',
  restoreProblem: (problem) => PROBLEM_WORDS[problem],
}
