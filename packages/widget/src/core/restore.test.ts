import { describe, expect, it } from 'vitest'
import { createFakeSync } from '../../test/fake-sync.ts'
import { buildVisitor } from '../../test/visitor.ts'
import type { RestoreResult } from '../api/restore.ts'
import { createCommands } from './commands.ts'

/** A visitor whose link is with a server that does not answer yet. */
async function redeem({ isDiskBroken = false } = {}) {
  const fake = createFakeSync()
  fake.setStatus({ connection: 'online', capabilities: ['restore'] })
  /** In which order things were done. */
  const done: string[] = []
  let reached = (): void => undefined
  const underWay = new Promise<void>((resolve) => {
    reached = resolve
  })
  const visitor = buildVisitor(
    (_address, init) =>
      new Promise((_, reject) => {
        done.push('asked')
        init?.signal?.addEventListener('abort', () => {
          done.push('cancelled')
          reject(init.signal?.reason)
        })
        reached()
      }),
  )
  const host = {
    emit: () => undefined,
    call: () => undefined,
    link: { token: 'another' },
    drawPanel: () => Promise.reject(),
  }
  const sync = {
    ...fake.sync,
    async signOut() {
      if (isDiskBroken) throw new Error('broken')
      done.push('signed out')
      return { discarded: 0 }
    },
  }
  const commands = createCommands({ sync, host, visitor })
  const restore = () => commands.restore?.({ token: 'secret' }) as Promise<RestoreResult>
  const result = restore()
  await underWay
  return { commands, done, fake, host, result, restore }
}

describe('a link that is being used when its visitor signs out', () => {
  it.each(['reset', 'logout', 'eraseData'])(
    'is cancelled first, and works for nobody else: %s',
    async (leave) => {
      const { commands, done, fake, host, result, restore } = await redeem()
      if (leave === 'eraseData') fake.setStatus({ connection: 'offline' })
      await commands[leave]?.()
      expect([await result, await restore(), done]).toEqual([
        { kind: 'invalid' },
        { kind: 'invalid' },
        ['asked', 'cancelled', 'signed out'],
      ])
      expect(host.link).toEqual({})
    },
  )

  it('may be tried again where signing out has failed', async () => {
    const { commands, done, result, restore } = await redeem({ isDiskBroken: true })
    await expect(commands.reset?.()).rejects.toThrow('broken')
    await result
    void restore()
    await expect.poll(() => done).toEqual(['asked', 'cancelled', 'asked'])
  })

  it('is cancelled when that happens in another tab', async () => {
    const { done, fake, result } = await redeem()
    fake.setStatus({ trouble: 'signed_out' })
    expect([await result, done]).toEqual([{ kind: 'invalid' }, ['asked', 'cancelled']])
  })
})
