/** The panel's table of options. */
import type { PanelOptions } from './options.ts'
import type { Kinds } from './read-options.ts'
import { signalKinds } from './signal-options.ts'

export const panelKinds: Kinds<PanelOptions> = {
  name: 'string',
  greeting: 'string',
  presence: 'string',
  placeholder: 'string',
  suggestions: readSuggestions,
  locale: 'string',
  strings: 'object',
  theme: 'object',
  requireEmail: 'boolean',
  ...signalKinds,
  traits: 'object',
}

/** One that says nothing is left out. */
function readSuggestions(given: unknown): readonly string[] | undefined {
  const list: unknown = typeof given === 'string' ? given.split('|') : given
  if (!Array.isArray(list)) return undefined
  return list
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
