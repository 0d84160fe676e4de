import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs the server until it ends or we are told to end, and passes on each such wish exactly once.
 *
 * One Ctrl-C arrives several times: the terminal signals the whole process group, and npm passes
 * the signal to us again. A server takes a second signal as "stop waiting, end now". So the server
 * gets a process group of its own, where only we can reach it, and we drop the echoes.
 *
 * @param {string[]} args for Node
 * @returns {Promise<number>} the server's exit code; 128 + n when signal n ended it
 */
export function runServer(args) {
  const server = spawn(process.execPath, args, { stdio: 'inherit', detached: true })
  let ignoreUntil = 0

  function passOn(signal) {
    const now = performance.now()
    if (now < ignoreUntil) return
    ignoreUntil = now + ECHO_MS
    // The terminal is gone at a hang-up; to the server that is an ordinary end.
    server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
  // Should this process fail, no server may stay behind that holds the port.
  process.on('exit', () => server.kill('SIGTERM'))

  return new Promise((resolve) => {
    server.once('error', () => resolve(1))
    server.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** Signals this close together are one wish. A person who wants to force the end presses again later. */
const ECHO_MS = 1_000
