/**
 * Builds libraries for pages that have changed what all scripts share. `for in` and `in` also find what
 * an old library has put on every object, and would ask each answer of the server for it; and `bind` may
 * be one of those that give back the function as it was.
 */
import type { Plugin } from 'vite'

/** Parts of valibot 1.5.0, signals-core 1.14.5 and signals 2.11.4, by file, and what stands for them. */
const CHANGES = {
  'valibot/dist/index.mjs': {
    'for (const key in this.entries)': 'for (const key of Object.keys(this.entries))',
    'key in input ': 'Object.hasOwn(input, key) ',
  },
  '@preact/signals-core/dist/signals-core.module.js': {
    'return S.bind(this,i)': 'return()=>S.call(this,i)',
    'var n=r.d.bind(r);': 'var n=()=>r.d();',
  },
  '@preact/signals/dist/signals.module.js': {
    't[i]=n.bind(null,t[i]||function(){})': 'var r=t[i]||function(){};t[i]=(...i)=>n(r,...i)',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** Files that are changed, by the end of their paths. */
export type ChangedFile = keyof typeof CHANGES

export const CHANGED_FILES: readonly ChangedFile[] = Object.keys(CHANGES) as ChangedFile[]

/** @throws when something is not there: another version stops the build */
export function withstand(file: ChangedFile, code: string): string {
  return Object.entries(CHANGES[file]).reduce((rest, [part, replacement]) => {
    if (!rest.includes(part)) throw new Error(`${file} has changed: ${part}`)
    return rest.replaceAll(part, () => replacement)
  }, code)
}

export const changedWorld: Plugin = {
  name: 'porchlight:changed-world',
  transform(code, id) {
    const file = CHANGED_FILES.find((name) => id.endsWith(name))
    return file === undefined ? null : { code: withstand(file, code), map: null }
  },
}
