/**
 * What the core fetches later uses what is in the core. Would it import that by its address, a core
 * that was fetched by a retry, under another address, would be fetched and run a second time, and in
 * Firefox, which never forgets a file that failed, not at all. So the core lends itself instead.
 */
import type { Plugin } from 'vite'

const USING = /^import\{([^}]*)\}from"\.\/[^"]+";([\s\S]*)export\{([^}]*)\};?\s*$/

/** Once for each file; one that could not be had is asked for again, under an address of its own. */
const LEND =
  'var lent={};function lend(e){return lent[e]??=import(e).catch(()=>import(e+"?r="+Date.now()))' +
  '.then(e=>import(import.meta.url).then(e.default))' +
  '.catch(r=>{throw delete lent[e],r})}'

/** @returns a file that is given what it imported, and gives what it exported; null where it imports nothing */
export function borrowing(code: string): string | null {
  const [, imported, body, exported] = USING.exec(code) ?? []
  if (imported === undefined || body === undefined || exported === undefined) return null
  const given = imported.replaceAll(' as ', ':')
  const made = exported.replaceAll(/([\w$]+) as ([\w$]+)/g, '$2:$1')
  return `export default({${given}})=>{${body}return{${made}}};`
}

/** @returns the core, which lends itself to these files */
export function lending(code: string, files: readonly string[]): string {
  let lent = code
  for (const file of files) lent = lent.replaceAll(`import("./${file}")`, `lend("./${file}")`)
  return lent === code ? code : lent + LEND
}

export const lendCore: Plugin = {
  name: 'porchlight:lend-core',
  applyToEnvironment: ({ name }) => name === 'core',
  // A file's hash is taken before this step.
  augmentChunkHash: () => LEND,
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    const borrowers: string[] = []
    for (const chunk of chunks) {
      if (chunk.isEntry || chunk.imports.length === 0) continue
      const code = chunk.imports.length === 1 ? borrowing(chunk.code) : null
      if (code === null) this.error(`${chunk.fileName} does not begin and end as expected`)
      chunk.code = code
      borrowers.push(chunk.fileName.replace(/^.*\//, ''))
    }
    for (const chunk of chunks) if (chunk.isEntry) chunk.code = lending(chunk.code, borrowers)
  },
}
