import { setTimeout as wait } from 'node:timers/promises'
import { buildOrGiveUp } from './build/build-stale.mjs'
import { productSteps } from './build/steps.mjs'
import { openReloadChannel } from './dev/reload-channel.mjs'
import { watchApp } from './dev/watch-app.mjs'
import { watchPackages } from './dev/watch-packages.mjs'
import { announce } from './setup/announce.mjs'
import { runServer } from './setup/run-server.mjs'
import { serverArguments } from './setup/server-command.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run dev`: the real server with the real builds, made anew after every edit.
 *
 * An edit in a package rebuilds what depends on it; `node --watch` restarts the server when its
 * files change; an edit in an app rebuilds that app. Open pages then reload by themselves.
 */

/** How long `node --watch` may take to notice a build and to stop the old server, in milliseconds. */
const RESTART_MS = 500

await prepareWorkspace()
await buildOrGiveUp({ steps: productSteps })

const channel = await openReloadChannel()
const options = { scriptUrl: channel.scriptUrl, onBuilt: reloadWhenServing }
announce('Building the demo and the inbox')
const demo = await watchApp('demo', options)
const inbox = await watchApp('inbox', options)
watchPackages(reloadWhenServing)

announce('Starting the server; edits rebuild and reload')
const watchFlags = ['--watch', '--watch-preserve-output']
process.exit(await runServer([...watchFlags, ...serverArguments({ demo, inbox })]))

/** A page that reloads while the server restarts would end on the browser's own error page. */
async function reloadWhenServing() {
  const health = `http://127.0.0.1:${process.env.PORT ?? 4100}/healthz`
  do await wait(RESTART_MS)
  while (!(await isAnswering(health)))
  channel.reloadPages()
}

function isAnswering(url) {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )
}
