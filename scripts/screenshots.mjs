import { buildOrGiveUp } from './build/build-stale.mjs'
import { announce } from './setup/announce.mjs'
import { repository } from './setup/repository.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'
import { inChromium } from './test/engines.mjs'
import { runVitest } from './test/run-vitest.mjs'

/**
 * `npm run screenshots [-- <variant> …]`: photographs every state of the widget, from the running
 * product, at two sizes, light, dark, from right to left and in forced colours. The states are those of
 * the tests (`e2e/a11y/states`). The pictures are for eyes: test-results/screenshots/<variant>/.
 */

await prepareWorkspace()
await buildOrGiveUp()
announce(`Pictures: ${repository}/test-results/screenshots`)
const { failures } = await inChromium((env) =>
  runVitest({
    name: 'screenshots',
    folder: 'e2e/screenshots',
    filters: [],
    env: { ...env, SCREENSHOTS: process.argv.slice(2).join(' ') },
  }),
)
process.exitCode = failures.length === 0 ? 0 : 1
