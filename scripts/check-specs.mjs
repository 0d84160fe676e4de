import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { repository } from './setup/repository.mjs'

/**
 * `node scripts/check-specs.mjs`: fails when a rule of a SPEC.md is cited by no test, when a test cites
 * a rule that does not exist, or when two rules have one name. A rule is a line that begins `- **XY1**`; a test cites it as
 * `[XY1]` in its title. A FAULTS.md names a file for each fault, in which a title cites it.
 */

const RULE = /^- \*\*([A-Z]{2}\d+)\*\*/gm
const TITLE = /['"`]((?:\[[A-Z]{2}\d+\]\s*)+)/g

/**
 * @param {string} spec text of a SPEC.md
 * @param {string[]} tests texts of the tests beside it
 * @returns {string[]} what does not match, one line each
 */
export function compareSpec(spec, tests) {
  const named = [...spec.matchAll(RULE)].map(([, rule]) => rule)
  const rules = new Set(named)
  const cited = new Set(
    tests.flatMap((text) =>
      [...text.matchAll(TITLE)].flatMap(([, citations]) => citations.match(/[A-Z]{2}\d+/g) ?? []),
    ),
  )
  return [
    ...named
      .filter((rule, index) => named.indexOf(rule) < index)
      .map((rule) => `two rules are named ${rule}`),
    ...[...rules].filter((rule) => !cited.has(rule)).map((rule) => `no test cites ${rule}`),
    ...[...cited].filter((rule) => !rules.has(rule)).map((rule) => `no rule is named ${rule}`),
  ]
}

const FAULT_ROW = /^\| (F\d{2}) \|[^|]*\| `([^`]+)` \|/gm

/**
 * @param {string} table text of a FAULTS.md, which names each fault and the file of its test
 * @param {(file: string) => string} read the text of such a file
 * @returns {string[]} faults that no title of their file cites, one line each
 */
export function compareFaults(table, read) {
  return [...table.matchAll(FAULT_ROW)]
    .filter(([, fault, file]) => !new RegExp(`['"\`][^\\n]*\\[${fault}\\]`).test(read(file)))
    .map(([, fault, file]) => `no test in ${file} cites ${fault}`)
}

function packagesWithSpec() {
  const names = readdirSync(join(repository, 'packages'))
  return names.filter((name) => existsSync(join(repository, 'packages', name, 'SPEC.md')))
}

function checkPackage(folder) {
  const read = (file) => readFileSync(join(folder, file), 'utf8')
  const tests = readdirSync(join(folder, 'src'), { recursive: true })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => read(join('src', file)))
  const faults = existsSync(join(folder, 'FAULTS.md')) ? read('FAULTS.md') : ''
  return [...compareSpec(read('SPEC.md'), tests), ...compareFaults(faults, read)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of packagesWithSpec()) {
    for (const problem of checkPackage(join(repository, 'packages', name))) {
      console.error(`packages/${name}: ${problem}`)
      process.exitCode = 1
    }
  }
}
