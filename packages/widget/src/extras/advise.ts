/** Tells the developer of a page what it does wrong. Fetched by nobody else. */
import { allKinds, optionNames } from '../api/all-options.ts'
import type { Deeds } from '../api/host.ts'
import { readOption } from '../api/read-options.ts'
import { adviseOnTrouble } from './advise-on-trouble.ts'
import { adviseOnWords } from './advise-on-words.ts'
import { nearestName } from './nearest-name.ts'
import { tellDeveloper as tell } from './tell-developer.ts'

/** The attributes of a script tag, and those of `<porchlight-chat>`. */
const TAGS = ['[object DOMStringMap]', '[object Attributes]']

/** Looks at all of it, and at whatever is added later. */
export function advise({ sources, mistakes, chat }: Deeds): void {
  if (!sources.some((source) => readOption(source, 'token', 'string'))) {
    tell('no token. The chat starts with one: `data-token`, or `boot({ token })`.')
  }
  adviseOnTrouble(chat)
  follow(sources, adviseOnOptions, 1)
  follow(mistakes, (name) => {
    tell(`unknown command \`${name}\`.${didYouMean(name, Object.keys(chat))}`)
  })
}

/** Looks at what is in a list, and at what is put into it from now on. */
function follow<T>(list: T[], look: (entry: T) => void, from = 0): void {
  list.slice(from).forEach(look)
  list.push = (...entries) => {
    entries.forEach(look)
    return Array.prototype.push.apply(list, entries)
  }
}

function adviseOnOptions(source: unknown): void {
  if (typeof source !== 'object' || source === null) return
  // Attributes that are none of ours stand on a tag too.
  const isTag = TAGS.includes(Object.prototype.toString.call(source))
  for (const name of Object.keys(source)) {
    const known = optionNames.find((option) => option === name)
    if (known !== undefined) adviseOnValue(source, known)
    else if (!isTag || nearestName(name, optionNames) !== null) {
      tell(`unknown option \`${name}\`.${didYouMean(name, optionNames)}`)
    }
  }
}

function adviseOnValue(source: object, name: (typeof optionNames)[number]): void {
  const kind: unknown = allKinds[name]
  // Null where there is nothing, and undefined where a getter throws.
  const given = readOption(source, name, (value: unknown) => value ?? null)
  const taken = readOption(source, name, kind)
  if (name === 'strings' && typeof taken === 'object' && taken !== null) adviseOnWords(taken)
  if (given === null || taken !== undefined) return
  tell(`malformed option \`${name}\`. It is to be ${wordsFor(kind)}.`)
}

function wordsFor(kind: unknown): string {
  if (Array.isArray(kind)) return kind.map((choice) => `"${choice}"`).join(' or ')
  return typeof kind === 'string' ? `of the type ${kind}` : 'as the README says'
}

function didYouMean(written: string, names: readonly string[]): string {
  const name = nearestName(written, names)
  return name === null ? '' : ` Did you mean \`${name}\`?`
}
