import { describeTabsContract } from '@porchlight/testkit'
import { createBrowserPorts } from './browser-ports.ts'

let browsers = 0

describeTabsContract('Web Locks and BroadcastChannel', () => {
  browsers++
  const profile = `ports test ${browsers} ${crypto.randomUUID()}`
  return {
    open() {
      const { locks, channel } = createBrowserPorts(profile)
      if (locks === null || channel === null) throw new Error('this browser has too little')
      return {
        channel,
        locks: {
          request: (name, task, signal) => locks.request(`${profile} ${name}`, task, signal),
        },
      }
    },
  }
})
