import { existsSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { repository } from '../setup/repository.mjs'
import { runCommand, toolPath } from '../setup/run-command.mjs'
import { clean, oneFailure } from './tally.mjs'

/**
 * One run of vitest, counted from its own report rather than from its exit code alone.
 *
 * @typedef {{ passed: number, skipped: number, failures: string[] }} Tally where each of `failures`
 *   says what failed and why, for whoever sees the end of the output alone
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
  if (report === undefined) return exitCode === 0 ? clean : oneFailure('vitest wrote no report')
  const failures = report.testResults.flatMap((file) => {
    const place = relative(repository, file.name)
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (file.status === 'failed' && failed.length === 0) return [`${place}\n${file.message}`]
    return failed.map((test) => [`${place} > ${test.fullName}`, ...test.failureMessages].join('\n'))
  })
  if (failures.length === 0 && exitCode !== 0) failures.push('an error outside any test')
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  }
}
