import { describe, expect, it } from 'vitest'
import { describeTabsContract } from './contracts/tabs-contract.ts'
import { createFakeTabs } from './fake-tabs.ts'

describeTabsContract('fake tabs', createFakeTabs)

describe('a crashed tab', () => {
  it('frees its locks, leaves the line and is silent', async () => {
    const tabs = createFakeTabs()
    const [dying, other] = [tabs.open(), tabs.open()]
    const heard: unknown[] = []
    dying.channel.listen((message) => heard.push(message))
    void dying.locks.request('lock', () => new Promise(() => {}))
    void dying.locks.request('other', async () => heard.push('in line'))
    const waiting = other.locks.request('lock', async () => 'mine')
    dying.crash()
    expect(await waiting).toBe('mine')
    other.channel.post('hello')
    await Promise.resolve()
    expect(heard).toEqual(['in line'])
  })
})
