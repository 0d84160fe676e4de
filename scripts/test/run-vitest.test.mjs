import { expect, it } from 'vitest'
import { tallyOf } from './run-vitest.mjs'

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
const passedFile = { status: 'passed', assertionResults: [{}, {}, {}] }
const brokenFile = { status: 'failed', assertionResults: [] }

it('counts what vitest reports, tests to be written as skipped', () => {
  const mixed = { ...report, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
  expect(tallyOf({ ...mixed, testResults: [passedFile] }, 1)).toEqual({
    passed: 3,
    failed: 2,
    skipped: 2,
  })
})

it('counts a file that does not load as one failure', () => {
  const run = { ...report, testResults: [passedFile, brokenFile] }
  expect(tallyOf(run, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
})

it('counts an error outside any test as one failure', () => {
  expect(tallyOf({ ...report, testResults: [passedFile] }, 1)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
  })
})

it('counts a run that wrote no report by its exit code', () => {
  expect(tallyOf(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(tallyOf(undefined, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
