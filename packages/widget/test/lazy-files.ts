/** The real panel and a core in memory, as a launcher would load them. */
import type { CorePart, Host, LazyFiles } from '../src/api/host.ts'
import { awaitConsent } from '../src/core/await-consent.ts'
import { createCommands } from '../src/core/commands.ts'
import { drawBadge } from '../src/core/draw-badge.ts'
import { forgetUnasked } from '../src/core/forget-unasked.ts'
import { keepMark } from '../src/core/keep-mark.ts'
import { sendMessage } from '../src/core/send-message.ts'
import { tellEvents } from '../src/core/tell-events.ts'
import * as extras from '../src/extras.ts'
import * as panel from '../src/panel.ts'
import { createFakeSync, type FakeSync } from './fake-sync.ts'

export interface TestFiles {
  readonly files: LazyFiles
  readonly fake: FakeSync
  /** What the launcher asked for, such as `fetch core` and `start`. */
  readonly asked: string[]
  /** Commands of the core that are answered by a test instead. */
  readonly commands: Record<string, (...values: readonly unknown[]) => Promise<unknown>>
  /** While true, files cannot be fetched. */
  setMissing(isMissing: boolean): void
}

export function createTestFiles(): TestFiles {
  const fake = createFakeSync()
  const asked: string[] = []
  const commands: TestFiles['commands'] = {}
  let isMissing = false
  const fetched = <T>(name: string, file: T) => {
    asked.push(`fetch ${name}`)
    return isMissing ? Promise.reject(new Error('no network')) : Promise.resolve(file)
  }
  return {
    fake,
    asked,
    commands,
    setMissing(next) {
      isMissing = next
    },
    files: {
      panel: () => fetched('panel', panel),
      core: () =>
        fetched('core', { attach: (host) => attachFake(host, { fake, asked, commands }) }),
      extras: () => fetched('extras', extras),
      byName: () => Promise.reject(),
    },
  }
}

/** As `core.ts`, over the core in memory. */
function attachFake(
  host: Host,
  { fake, asked, commands: answered }: Pick<TestFiles, 'fake' | 'asked' | 'commands'>,
): CorePart {
  const consent = awaitConsent(host)
  drawBadge(host)
  return {
    ...consent,
    async run(command, values, starting) {
      if (consent.isAwaited() && ['logout', 'reset'].includes(command)) {
        return await forgetUnasked(host)
      }
      return (await starting)?.run(command, values) ?? null
    },
    async start() {
      await consent.given()
      asked.push('start')
      keepMark(fake.sync, host.options.token)
      const sync = tellEvents(fake.sync, host)
      const commands = createCommands({ sync, host, visitor: null })
      return {
        sync,
        run: async (name, values) =>
          name === 'sendMessage'
            ? await sendMessage(sync, host, values)
            : await (answered[name] ?? commands[name])?.(...values),
      }
    },
  }
}
