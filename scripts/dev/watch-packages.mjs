import { existsSync, watch } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { buildStale } from '../build/build-stale.mjs'
import { inBrowsers, onServers, productSteps } from '../build/steps.mjs'
import { repository } from '../setup/repository.mjs'

/** Editors save in several steps: gather them into one build. In milliseconds. */
const SETTLE_MS = 100

/**
 * Builds what is stale whenever a source file of a package changes.
 *
 * @param {() => void} onBuilt called after each build that succeeded
 */
export function watchPackages(onBuilt) {
  let isBuilding = false
  let isAnotherNeeded = false

  /** An edit may come during a build, so look again before resting. */
  async function buildUntilFresh() {
    isBuilding = true
    while (isAnotherNeeded) {
      await wait(SETTLE_MS)
      isAnotherNeeded = false
      if ((await buildStale({ steps: productSteps })) === undefined) onBuilt()
    }
    isBuilding = false
  }

  for (const folder of [...inBrowsers, ...onServers]) {
    const sources = `${repository}/${folder}/src`
    if (!existsSync(sources)) continue
    watch(sources, { recursive: true }, () => {
      isAnotherNeeded = true
      if (!isBuilding) buildUntilFresh()
    })
  }
}
