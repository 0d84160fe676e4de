/** The file that connects. It does nothing until the launcher calls `start`. */
import type { Host } from './api/host.ts'
import { connect } from './connect.ts'
import { keepMark } from './core/keep-mark.ts'
import { tellEvents } from './core/tell-events.ts'

/** Gives the core to the launcher. */
export function attach(host: Host): void {
  host.provide('core', {
    start() {
      const sync = connect(host.options)
      keepMark(sync, host.options.token)
      return tellEvents(sync, host)
    },
  })
}
