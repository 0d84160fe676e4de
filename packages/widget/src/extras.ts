/** The file for what only some sites ask for, and for developers. */
import type { Host, Part } from './api/host.ts'
import { fillContainer } from './extras/fill-container.ts'
import { followOwnLauncher } from './extras/own-launcher.ts'

export { advise } from './extras/advise.ts'

/** Gives a site its own launcher and its own place for the chat, where it wants them. */
export function attach(host: Host): Part {
  const undo = { launcher: followOwnLauncher(host), container: fillContainer(host) }
  return {
    update() {
      undo.launcher()
      undo.launcher = followOwnLauncher(host)
    },
    destroy() {
      undo.launcher()
      undo.container()
    },
  }
}
