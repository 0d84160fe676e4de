import { spawn, spawnSync } from 'node:child_process'
import { repository } from './repository.mjs'

/**
 * Runs a command to its end with its output on our terminal.
 *
 * @param {string} command program, looked up on PATH
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options] `env` is added to ours
 * @returns {Promise<number>} the exit code; 127 when the program could not be started, 128 when a
 *   signal ended it. Never rejects.
 */
export function runCommand(command, args, options = {}) {
  return exitCodeOf(command, args, options, 'inherit')
}

/**
 * The same for a step of the set-up: all it prints is progress, so it goes to stderr, and our own
 * stdout holds results only.
 */
export function runSetUp(command, args, options = {}) {
  return exitCodeOf(command, args, options, process.stderr)
}

function exitCodeOf(command, args, options, stdout) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? repository,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', stdout, 'inherit'],
    })
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(127)
    })
    child.once('exit', (code) => resolve(code ?? 128))
  })
}

/** Runs a command quietly. The trimmed standard output, or undefined when it failed. */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { cwd: repository, encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() : undefined
}

/** Absolute path of a tool that the root package.json depends on, such as `vite` or `tsc`. */
export function toolPath(name) {
  return `${repository}/node_modules/.bin/${name}`
}
