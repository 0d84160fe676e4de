/**
 * Builds libraries for pages that have changed what all scripts share. `for in` and `in` also find what
 * an old library has put on every object, and would ask each answer of the server for it; and `bind` may
 * be one of those that give back the function as it was.
 */
import type { Plugin } from 'vite'
import { changeFile, replacePart } from './change-file.ts'

interface Change {
  /** What stands for each part, and how often the part is there. */
  readonly parts: Readonly<Record<string, readonly [by: string, times: number]>>
  readonly builds: readonly string[]
}

/** Files of valibot 1.5.0, signals-core 1.14.5 and signals 2.11.4, by the end of their paths. */
const CHANGES = {
  'valibot/dist/index.mjs': {
    parts: {
      'for (const key in this.entries)': ['for (const key of Object.keys(this.entries))', 4],
      'key in input ': ['Object.hasOwn(input, key) ', 16],
    },
    builds: ['presence', 'panel', 'posthog', 'plain', 'core'],
  },
  '@preact/signals-core/dist/signals-core.module.js': {
    parts: {
      'return S.bind(this,i)': ['return()=>S.call(this,i)', 1],
      'var n=r.d.bind(r);': ['var n=()=>r.d();', 1],
    },
    builds: ['panel'],
  },
  '@preact/signals/dist/signals.module.js': {
    parts: {
      't[i]=n.bind(null,t[i]||function(){})': [
        'var r=t[i]||function(){};t[i]=(...i)=>n(r,...i)',
        1,
      ],
    },
    builds: ['panel'],
  },
} as const satisfies Readonly<Record<string, Change>>

export type ChangedFile = keyof typeof CHANGES

export const CHANGED_FILES: readonly ChangedFile[] = Object.keys(CHANGES) as ChangedFile[]

/** @throws when a part is not there as often as it was: another version stops the build */
export function withstand(file: ChangedFile, code: string): string {
  const { parts }: Change = CHANGES[file]
  return Object.entries(parts).reduce(
    (rest, [part, [by, times]]) => replacePart(rest, part, { by, times, file }),
    code,
  )
}

export const changedWorld: Plugin[] = CHANGED_FILES.map((file) =>
  changeFile({ file, change: (code) => withstand(file, code), builds: CHANGES[file].builds }),
)
