/** Tells the developer of a page which of its own words are not read. */
import type { Strings } from '../i18n/strings.ts'
import { tellDeveloper } from './tell-developer.ts'

type Samples = {
  readonly [K in keyof Strings as Strings[K] extends string ? never : K]: Strings[K] extends (
    ...values: infer V
  ) => string
    ? V
    : never
}

/** What each function could be called with; all that is not named here is a text. */
const SAMPLES: Samples = {
  unread: [1],
  dialog: ['a'],
  personFrom: ['a', 'b'],
  counter: [1, 2],
  refusal: ['too_long', 1],
  writing: ['a'],
  task: [true],
  delivery: [{ state: 'sending' }],
  nextTry: ['a'],
  change: ['edit'],
  back: [1],
  offline: [1],
  connecting: [1],
  trouble: ['load'],
  said: ['a', 'b'],
  status: ['open'],
  unreadMessages: [1],
  score: [1],
  typing: ['a'],
  awayUntil: ['a'],
  transcriptTitle: ['a', 'b'],
  clearWaiting: [1],
  deleteDetail: [1],
  showImage: ['a'],
  openImage: ['a'],
  restoreAsked: ['a'],
  restored: [1],
  restoreProblem: ['unreachable'],
}

/** Calls each function once: what throws then is not first met by a visitor. Never throws. */
export function adviseOnWords(words: object): void {
  for (const name of Object.keys(words)) {
    const sample = Object.entries(SAMPLES).find(([known]) => known === name)?.[1]
    if (isRead(words, name, sample)) continue
    const wanted = sample ? 'a function that returns a string' : 'of the type string'
    tellDeveloper(`malformed option \`strings.${name}\`. It is to be ${wanted}.`)
  }
}

/** @returns true where there is nothing, too */
function isRead(words: object, name: string, sample: readonly unknown[] | undefined): boolean {
  try {
    const word = Reflect.get(words, name)
    const said: unknown = sample && word ? word(...sample) : word
    return typeof (said ?? '') === 'string'
  } catch {
    return false
  }
}
