import { expect, it } from 'vitest'
import { repository } from '../setup/repository.mjs'
import { tallyOf } from './run-vitest.mjs'

const counts = { numPassedTests: 3, numPendingTests: 0, numTodoTests: 0 }
const name = `${repository}/packages/a/a.test.ts`
const passedFile = { name, status: 'passed', assertionResults: [{ status: 'passed' }] }
const brokenFile = { name, status: 'failed', message: 'no such import', assertionResults: [] }

it('counts what vitest reports, tests to be written as skipped', () => {
  const report = { ...counts, numPendingTests: 1, numTodoTests: 1, testResults: [passedFile] }
  expect(tallyOf(report, 0)).toEqual({ passed: 3, skipped: 2, failures: [] })
})

it('tells of each test that failed where it is and why', () => {
  const red = { status: 'failed', fullName: 'a chat is green', failureMessages: ['it is red'] }
  const file = { name, status: 'failed', assertionResults: [{ status: 'passed' }, red] }
  expect(tallyOf({ ...counts, testResults: [passedFile, file] }, 1).failures).toEqual([
    'packages/a/a.test.ts > a chat is green\nit is red',
  ])
})

it('counts a file that does not load as one failure, and what goes wrong around its tests', () => {
  const around = { ...brokenFile, message: 'no port', assertionResults: [{ status: 'skipped' }] }
  const report = { ...counts, testResults: [passedFile, brokenFile, around] }
  expect(tallyOf(report, 1).failures).toEqual([
    'packages/a/a.test.ts\nno such import',
    'packages/a/a.test.ts\nno port',
  ])
})

it('counts an error outside any test as one failure', () => {
  expect(tallyOf({ ...counts, testResults: [passedFile] }, 1).failures).toHaveLength(1)
})

it('counts a run that wrote no report by its exit code', () => {
  expect(tallyOf(undefined, 1)).toMatchObject({ passed: 0, failures: ['vitest wrote no report'] })
  expect(tallyOf(undefined, 0)).toEqual({ passed: 0, skipped: 0, failures: [] })
})
