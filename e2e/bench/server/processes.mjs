import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from '../http-client.mjs'

/** The server that is measured, and bare ones beside it, each a process of its own. */

const root = new URL('../../../', import.meta.url).pathname

export const API_KEY = 'plk_key_of_the_benchmark'
export const WIDGET_TOKEN = 'plw_token_of_the_benchmark'

/**
 * @typedef {object} Measured
 * @property {string} origin
 * @property {string} data folder of its database
 * @property {() => number} memory resident bytes
 * @property {() => number} cpuMs milliseconds of processor time so far
 * @property {() => Promise<void>} stop
 */

/**
 * @param {Record<string, string>} [environment]
 * @param {string[]} [options] of `porchlight start`
 * @returns {Promise<Measured & { run: (command: string[]) => Promise<void> }>} `run`: a command of
 *   the same server's
 */
export async function startPorchlight(environment = {}, options = []) {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-bench-'))
  const port = await freePort()
  const cli = join(root, 'packages/server/dist/cli.js')
  const settings = {
    PORT: String(port),
    PORCHLIGHT_DATA: data,
    PORCHLIGHT_API_KEY: API_KEY,
    PORCHLIGHT_WIDGET_TOKEN: WIDGET_TOKEN,
    ...UNLIMITED,
    ...environment,
  }
  const started = await startNode([cli, 'start', ...options], settings)
  const origin = `http://127.0.0.1:${port}`
  await untilReady(`${origin}/readyz`, started)
  const run = async (command) => (await startNode([cli, ...command], settings)).exited
  return { ...withFolder({ ...started, origin, data }), run }
}

/** The folder goes with the process. */
function withFolder(measured) {
  return {
    ...measured,
    async stop() {
      await measured.stop()
      rmSync(measured.data, { recursive: true, force: true })
    },
  }
}

/** Limits are for abuse, and a benchmark looks like nothing else. */
const UNLIMITED = { PORCHLIGHT_LIMITS: 'off' }

/** @param {string} file of this folder @param {Record<string, string>} [environment] */
export async function startBare(file, environment = {}) {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-bench-'))
  const port = await freePort()
  const started = await startNode([new URL(file, import.meta.url).pathname], {
    PORT: String(port),
    DATA: data,
    ...environment,
  })
  const origin = `http://127.0.0.1:${port}`
  await untilReady(`${origin}/readyz`, started)
  return withFolder({ ...started, origin, data })
}

/** Those that a failed measurement has left: without this they would outlive it. */
export function killAll() {
  for (const child of children) child.kill('SIGKILL')
}

const children = new Set()

async function startNode(args, environment) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { pid } = child
  children.add(child)
  child.once('exit', () => children.delete(child))
  const exited = new Promise((resolve) => child.once('exit', resolve))
  return {
    exited,
    hasExited: () => child.exitCode !== null,
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024,
    cpuMs() {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
      // utime and stime, in ticks of which Linux counts a hundred a second.
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await exited
      clearTimeout(timer)
    },
  }
}

async function untilReady(url, started) {
  for (let tries = 0; tries < 400; tries++) {
    if (started.hasExited()) throw new Error(`${url}: the process has ended`)
    const isReady = await ask(url).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url}: not ready`)
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
