/** The lazy files as an app's bundler finds them. */
import type { LazyFiles } from './api/host.ts'

export const lazyFiles: LazyFiles = {
  panel: () => import('./panel.ts'),
  core: () => import('./core.ts'),
  extras: () => import('./extras.ts'),
  byName: () => Promise.reject(),
}
