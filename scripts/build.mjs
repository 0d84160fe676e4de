import { buildOrGiveUp } from './build/build-stale.mjs'
import { announce } from './setup/announce.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run build [-- --force]`: packages, then the widget's files, then the demo and the inbox.
 * Steps whose sources have not changed are left out; `--force` runs them all.
 */

await prepareWorkspace()
await buildOrGiveUp({ force: process.argv.includes('--force') })
announce('Everything is built')
