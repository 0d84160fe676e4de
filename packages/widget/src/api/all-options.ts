/** Every option, for who has to know all of them: the element, and the one who looks for mistakes. */
import { coreKinds } from './core-options.ts'
import { type ChatOptions, launcherKinds } from './options.ts'
import { panelKinds } from './panel-options.ts'
import type { Kinds } from './read-options.ts'

export const allKinds: Kinds<ChatOptions> = { ...launcherKinds, ...panelKinds, ...coreKinds }

/** The names of all options, as they are written in JavaScript. */
export const optionNames: readonly (keyof ChatOptions)[] = Object.keys(
  allKinds,
) as (keyof ChatOptions)[]
