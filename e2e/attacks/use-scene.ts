/** A scene and a browser for the tests around this call, from the first of them to the last. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { ARTICLE, LONG_ARTICLE } from '../fixtures/article.ts'
import { launchChromium } from '../fixtures/chromium.ts'
import { type Scene, setScene } from './scene.ts'

/** Both are there once a test runs. */
export interface SceneInUse {
  readonly scene: Scene
  readonly browser: Browser
}

/** @param articles what the assistant answers from */
export function useScene(articles: readonly string[] = [ARTICLE, LONG_ARTICLE]): SceneInUse {
  const now: { scene?: Scene; browser?: Browser } = {}
  beforeAll(async () => {
    ;[now.scene, now.browser] = await Promise.all([
      setScene(() => Object.fromEntries(articles.map((text, n) => [`${n}.md`, text]))),
      launchChromium(),
    ])
  })
  afterAll(async () => {
    await now.browser?.close()
    await now.scene?.close()
  })
  return {
    get scene() {
      return there(now.scene)
    },
    get browser() {
      return there(now.browser)
    },
  }
}

function there<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('only a test has a scene')
  return what
}
