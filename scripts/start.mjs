import { buildOrGiveUp } from './build/build-stale.mjs'
import { announce } from './setup/announce.mjs'
import { runServer } from './setup/run-server.mjs'
import { serverArguments } from './setup/server-command.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm start`: from a fresh clone to a running server, doing only what has not been done before.
 * The server prints the addresses when it is ready. Ctrl-C ends it.
 */

await prepareWorkspace()
await buildOrGiveUp()
announce('Starting the server')
process.exitCode = await runServer(serverArguments())
