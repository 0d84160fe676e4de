/** Between the tabs of a site: one has the stream, and all of them draw what it says. */
import type { VisitorAside } from '@porchlight/protocol'

export interface AsideChannel {
  /** Null: what was said before is over. */
  tell(aside: VisitorAside | null): void
  listen(ears: AsideEars): void
  close(): void
}

export interface AsideEars {
  onAside(aside: VisitorAside | null): void
  /** A tab has come, or has come back, and does not know who is there. */
  onHello(): void
}

/** What tabs post. An older or newer build may be listening: it grows only by optional fields. */
type Posted = { readonly porchlight?: 1; readonly aside?: VisitorAside | null } | null

/** Where the browser has no channels, each tab knows what its own stream has said. */
export function createAsideChannel(name: string): AsideChannel {
  let channel: BroadcastChannel | null = null
  let ears: AsideEars | null = null

  const post = (message: Posted): void => channel?.postMessage(message)

  function open(): void {
    if (channel !== null || !('BroadcastChannel' in globalThis)) return
    channel = new BroadcastChannel(`${name}:asides`)
    // Who can post here could as well write to the store: our tag is enough.
    channel.onmessage = ({ data }: { readonly data: Posted }) => {
      if (data?.porchlight !== 1) return
      if (data.aside === undefined) ears?.onHello()
      else ears?.onAside(data.aside)
    }
    post({ porchlight: 1 })
  }

  // A page in the back/forward cache that would hear a message is thrown out of it.
  function leave(): void {
    channel?.close()
    channel = null
  }

  addEventListener('pagehide', leave)
  addEventListener('pageshow', open)
  return {
    tell: (aside) => post({ porchlight: 1, aside }),
    listen(next) {
      ears = next
      open()
    },
    close() {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', open)
      leave()
    },
  }
}
