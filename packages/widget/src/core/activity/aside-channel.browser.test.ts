import type { VisitorAside } from '@porchlight/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { createAsideChannel } from './aside-channel.ts'

const HERE: VisitorAside = { event: 'presence', data: { is_team_here: true } }

/** Another tab: a channel of the same name. */
function openTab(name: string) {
  const tab = new BroadcastChannel(`${name}:asides`)
  onTestFinished(() => tab.close())
  const heard: unknown[] = []
  const waiting: (() => void)[] = []
  tab.onmessage = ({ data }) => {
    heard.push(data)
    for (const go of waiting.splice(0)) go()
  }
  const next = (): Promise<void> => new Promise((resolve) => waiting.push(resolve))
  return { tab, heard, next }
}

function open(name: string) {
  const channel = createAsideChannel(name)
  onTestFinished(() => channel.close())
  const heard: unknown[] = []
  channel.listen({ onAside: (aside) => heard.push(aside), onHello: () => heard.push('hello') })
  return { channel, heard }
}

it('says hello, is heard, and hears what is ours', async () => {
  const name = crypto.randomUUID()
  const other = openTab(name)
  const hello = other.next()
  const { channel, heard } = open(name)
  await hello
  const told = other.next()
  channel.tell(HERE)
  await told
  expect(other.heard).toEqual([{ porchlight: 1 }, { porchlight: 1, aside: HERE }])
  const late = openTab(name)
  for (const message of ['what is not ours', null, { porchlight: 1, aside: HERE }]) {
    other.tab.postMessage(message)
  }
  other.tab.postMessage({ porchlight: 1, aside: null })
  other.tab.postMessage({ porchlight: 1 })
  while (late.heard.length < 5) await late.next()
  expect(heard).toEqual([HERE, null, 'hello'])
})

it('is closed while the page is put away, and says hello when it is back', async () => {
  const name = crypto.randomUUID()
  const other = openTab(name)
  const hello = other.next()
  const { channel, heard } = open(name)
  await hello
  dispatchEvent(new PageTransitionEvent('pagehide'))
  channel.tell(HERE)
  other.tab.postMessage({ porchlight: 1, aside: HERE })
  const back = other.next()
  dispatchEvent(new PageTransitionEvent('pageshow'))
  await back
  expect([other.heard, heard]).toEqual([[{ porchlight: 1 }, { porchlight: 1 }], []])
})
