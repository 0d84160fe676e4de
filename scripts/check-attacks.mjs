import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { repository } from './setup/repository.mjs'

/**
 * `node scripts/check-attacks.mjs`: fails when an attack of `e2e/attacks/CASES.md` is cited by no test and
 * says no reason, and when a test cites one that is not there. A test, or a row of cases, cites it at the
 * beginning of its title: `[RH-001]`.
 */

const ROW = /^\| ([A-Z]{2}-\d{3}) \|[^|]*\|([^|]*)\|$/
const TITLE = /['"`]((?:\[[A-Z]{1,2}-?\d+\]\s*)+)/g
const CITED = /[A-Z]{2}-\d{3}/g
const EXCUSED = /^\s*no test: \S/

/**
 * @param {string} table text of a CASES.md
 * @param {string[]} tests texts of tests and of the cases that they read
 * @returns {string[]} what does not match, one line each
 */
export function compareAttacks(table, tests) {
  const lines = table.split('\n').filter((line) => /^\|\s*[A-Z]/.test(line))
  const rows = lines.flatMap((line) => {
    const [, id, remark] = ROW.exec(line) ?? []
    return id === undefined ? [] : [{ id, remark }]
  })
  const ids = rows.map(({ id }) => id)
  const cited = new Set(
    tests.flatMap((text) =>
      [...text.matchAll(TITLE)].flatMap(([, citations]) => citations.match(CITED) ?? []),
    ),
  )
  return [
    ...(rows.length === 0 ? ['there are no attacks'] : []),
    // It would be asked of nobody.
    ...lines.filter((line) => !ROW.test(line)).map((line) => `no row of three cells: ${line}`),
    ...ids
      .filter((id, place) => ids.indexOf(id) < place)
      .map((id) => `two attacks are named ${id}`),
    ...rows
      .filter(({ id, remark }) => cited.has(id) === EXCUSED.test(remark))
      .map(({ id }) =>
        cited.has(id) ? `a test cites ${id}, which says there is none` : `no test cites ${id}`,
      ),
    ...[...cited].filter((id) => !ids.includes(id)).map((id) => `no attack is named ${id}`),
  ]
}

function textsBelow(folder, isWanted) {
  return readdirSync(join(repository, folder), { recursive: true })
    .filter((file) => isWanted(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => readFileSync(join(repository, folder, file), 'utf8'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isTest = (file) => /\.test\.(tsx?|mjs)$/.test(file)
  const problems = compareAttacks(readFileSync(join(repository, 'e2e/attacks/CASES.md'), 'utf8'), [
    ...textsBelow('e2e', (file) => /^attacks\/[^/]+\.ts$/.test(file) || isTest(file)),
    ...['packages', 'apps', 'scripts']
      .flatMap((folder) => textsBelow(folder, isTest))
      // How citations are read is tested with citations of its own.
      .filter((text) => !text.includes('compareAttacks')),
  ])
  for (const problem of problems) {
    console.error(`e2e/attacks/CASES.md: ${problem}`)
    process.exitCode = 1
  }
}
