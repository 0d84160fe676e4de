/** The file that connects. It does nothing until the launcher calls `start`. */
import type { Sync } from '@porchlight/sync'
import { coreKinds } from './api/core-options.ts'
import type { Core, CorePart, Host } from './api/host.ts'
import { signalKinds } from './api/signal-options.ts'
import { connect } from './connect.ts'
import type { Activities } from './core/activity/activity.ts'
import { awaitConsent } from './core/await-consent.ts'
import type { Commands } from './core/commands.ts'
import { drawBadge } from './core/draw-badge.ts'
import { keepMark } from './core/keep-mark.ts'
import { sendMessage } from './core/send-message.ts'
import { tellEvents } from './core/tell-events.ts'
import { createTraitsTeller } from './core/tell-traits.ts'

/** Gives the core to the launcher. */
export function attach(host: Host): CorePart {
  const consent = awaitConsent(host)
  const undrawBadge = drawBadge(host)
  let tellTraits = createTraitsTeller(host)
  let stopSignals = (): void => undefined
  let current: Sync | null = null
  let activities: Activities | null = null

  /** Only some sites want them. Begun anew for another visitor, and with other options. */
  async function startSignals(): Promise<void> {
    stopSignals()
    const sync = current
    if (sync === null || Object.keys(host.read(signalKinds)).length === 0) return
    const seldom = await import('./core/seldom.ts')
    const siteName = (): string => sync.status.get().settings?.name || location.host
    stopSignals()
    if (current === sync) stopSignals = seldom.startSignals(host, siteName)
  }

  return {
    update() {
      consent.update()
      if (current) tellTraits(current)
      startSignals().catch(() => undefined)
    },
    destroy() {
      current = null
      activities?.close()
      stopSignals()
      undrawBadge()
      consent.destroy()
    },
    async run(command, values, starting) {
      if (consent.isAwaited() && /^(logout|reset)$/.test(command)) {
        const { forgetUnasked } = await import('./core/seldom.ts')
        // Still: who agreed meanwhile has a store.
        if (consent.isAwaited()) return forgetUnasked(host)
      }
      const core = await starting
      return core && (await core.run(command, values))
    },
    async start(): Promise<Core> {
      await consent.given()
      current = null
      activities?.close()
      activities = null
      const connection = await connect(host, (aside) => {
        activity().then(
          ({ hear }) => hear(aside),
          () => undefined,
        )
      })
      const { sync: silent, visitor } = connection
      keepMark(silent, host.options.token)
      const sync = { ...tellEvents(silent, host), ...(visitor && { activity }) }
      let commands: Commands | null = null

      async function activity(): Promise<Activities> {
        const seldom = await import('./core/seldom.ts')
        // While the file came, the chat was taken away, or another visitor's has begun.
        if (current !== sync) throw new Error('closed')
        activities ??= seldom.startActivities(connection)
        return activities
      }

      async function run(name: string, values: readonly unknown[]): Promise<unknown> {
        if (name === 'sendMessage') return await sendMessage(sync, host, values)
        const { createCommands } = await import('./core/seldom.ts')
        commands ??= createCommands({ sync, host, visitor })
        return await commands[name]?.(...values)
      }

      // Another core has heard nothing yet.
      tellTraits = createTraitsTeller(host)
      tellTraits(sync)
      current = sync
      startSignals().catch(() => undefined)
      const { getIdentity } = host.read(coreKinds)
      if (getIdentity) run('identify', [{}, getIdentity]).catch(() => undefined)
      return { sync, run }
    },
  }
}
