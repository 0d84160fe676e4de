import { existsSync, readFileSync, rmSync } from 'node:fs'
import { repository } from '../setup/repository.mjs'
import { runCommand, toolPath } from '../setup/run-command.mjs'

/**
 * One run of vitest, counted from its own report rather than from its exit code alone.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 *
 * @param {object} run
 * @param {string} run.name of the report's file in test-results/
 * @param {string} [run.folder] with the vitest.config.ts to use, relative to the repository
 * @param {string[]} [run.projects] all of the config's, if not given
 * @param {string[]} run.filters further arguments, such as a folder or `-t title`
 * @param {Record<string, string>} [run.env]
 * @returns {Promise<Tally>}
 */
export async function runVitest({ name, folder = '.', projects = [], filters, env }) {
  const report = `${repository}/test-results/${name}.json`
  rmSync(report, { force: true })
  const code = await runCommand(
    toolPath('vitest'),
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`],
      // A filter may leave a project without tests; a whole run without tests is a failure.
      ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
    ],
    { cwd: `${repository}/${folder}`, env },
  )
  return tallyOf(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code)
}

/**
 * Counts a run. A file that could not be loaded has no tests to fail, and an error outside any test
 * fails none: each still counts as one failure, so that no red run is reported as green.
 *
 * @param {any} report as vitest's JSON reporter writes it; undefined when it wrote none
 * @param {number} exitCode of vitest
 * @returns {Tally}
 */
export function tallyOf(report, exitCode) {
  if (report === undefined) return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + brokenFiles.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
