import { startPostgres } from './setup/postgres.mjs'
import { runCommand } from './setup/run-command.mjs'

/**
 * `node scripts/postgres.mjs <command> …`: runs a command with `POSTGRES_URL`, the address of a
 * cluster that is gone when the command has ended. Without a command it runs until it is stopped.
 */

const cluster = await startPostgres()
if (cluster === undefined) {
  console.error('There is no PostgreSQL 15 or newer on this machine.')
  process.exit(1)
}
const [command, ...args] = process.argv.slice(2)
if (command === undefined) {
  console.log(cluster.url)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
} else {
  process.exitCode = await runCommand(command, args, { env: { POSTGRES_URL: cluster.url } })
}
cluster.stop()
