import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildOrGiveUp } from './build/build-stale.mjs'
import { drawPath } from './pictures/draw-path.mjs'
import { photograph } from './pictures/photograph.mjs'
import { photographStates } from './pictures/photograph-states.mjs'
import { announce } from './setup/announce.mjs'
import { repository } from './setup/repository.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/** `npm run pictures`: makes the README's pictures anew, one from the running product. */

await prepareWorkspace()
await buildOrGiveUp()
const docs = join(repository, 'docs')
mkdirSync(docs, { recursive: true })

announce('Drawing the path of a message')
writeFileSync(join(docs, 'message-path.svg'), drawPath())

announce('Photographing the demo shop')
await photograph(join(docs, 'screenshot.webp'))

announce('Photographing the widget on phones')
await photographStates(docs)
