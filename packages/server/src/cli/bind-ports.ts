/** Takes the ports that the environment names, or says which one cannot be had. */
import { type Fetch, type Listener, listen } from '../listen.ts'
import type { Log } from '../server-options.ts'
import { CommandError, systemCode } from './command-error.ts'
import type { Environment } from './environment.ts'

/** Who answers on each port. Without a demo its port is left alone. */
export interface Handlers {
  readonly main: Fetch
  readonly demo: Fetch | null
}

/** What was bound. */
export interface Bound {
  readonly main: Listener
  readonly demo: Listener | null
}

/** @throws CommandError when a port is taken, or may not or cannot be used */
export async function bindPorts(
  handlers: Handlers,
  environment: Pick<Environment, 'host' | 'port' | 'demoPort'>,
  log: Log,
): Promise<Bound> {
  const { host, port, demoPort } = environment
  const onError = (error: unknown): void => log.error('request failed', { error })

  const main = await listen(handlers.main, { host, port, onError }).catch((error) => {
    throw describe(error, { host, port, variable: 'PORT' })
  })
  if (handlers.demo === null) return { main, demo: null }
  const demo = await listen(handlers.demo, { host, port: demoPort, onError }).catch((error) => {
    throw describe(error, { host, port: demoPort, variable: 'DEMO_PORT' })
  })
  return { main, demo }
}

interface Wanted {
  readonly host: string
  readonly port: number
  readonly variable: string
}

function describe(error: unknown, { host, port, variable }: Wanted): CommandError {
  switch (systemCode(error)) {
    case 'EADDRINUSE':
      return new CommandError(`Port ${port} is taken. Set ${variable} to another one.`)
    case 'EACCES':
      return new CommandError(`Port ${port} is reserved. Set ${variable} to one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandError(`This machine has no address ${host}. Set HOST, e.g. to 127.0.0.1.`)
    default:
      return new CommandError(`Cannot listen on ${host}, port ${port}: ${error}`)
  }
}
