import { buildOrGiveUp } from './build/build-stale.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run size [-- --json]`: what the built files cost over the wire, against the budgets, and
 * whether they hold a way to turn strings into markup, or what the oldest engines do not have. Exits 1
 * when any of it is not as it should be.
 *
 * `--json` prints one JSON object and nothing else on stdout. `--built` trusts the build that is
 * there, for a caller that has just made it.
 */

const flags = new Set(process.argv.slice(2))
await prepareWorkspace()
if (!flags.has('--built')) await buildOrGiveUp()

// Only now: these need installed packages.
const { measureBudgets, passedLimits } = await import('./size/budgets.mjs')
const { usedNewerBuiltIns } = await import('./size/newer-built-ins.mjs')
const { foundSinks } = await import('./size/sinks.mjs')
const { readWidgetFile, staticImports, widgetFiles } = await import('./size/widget-files.mjs')

const { launcher, lazy, later } = widgetFiles()
const files = [launcher, ...lazy, ...later]
const codeByFile = Object.fromEntries(files.map((file) => [file, readWidgetFile(file)]))
const budgets = (await measureBudgets()).map((row) => ({
  ...row,
  isWithin: row.bytes <= row.limit,
}))
const problems = [
  ...passedLimits(budgets),
  ...files.flatMap((file) =>
    staticImports(file).map((name) => `${file} imports ${name}: it must stand alone`),
  ),
  ...foundSinks(codeByFile),
  ...usedNewerBuiltIns(codeByFile),
]

if (flags.has('--json')) {
  console.log(JSON.stringify({ budgets, problems }))
} else {
  printTable(budgets)
  for (const problem of problems) console.error(problem)
}
process.exitCode = problems.length === 0 ? 0 : 1

function printTable(rows) {
  const number = (value) => value.toLocaleString('en-GB').padStart(8)
  for (const { name, encoding, bytes, limit, requests } of rows) {
    const share = `${Math.round((bytes / limit) * 100)} %`.padStart(6)
    const fetched =
      requests === undefined ? '' : `   ${requests} request${requests === 1 ? '' : 's'}`
    console.log(
      `${name.padEnd(30)}${encoding.padEnd(8)}${number(bytes)} of ${number(limit)} B ${share}${fetched}`,
    )
  }
}
