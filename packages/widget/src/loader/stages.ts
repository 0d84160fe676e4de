/** The two stages after the launcher: fetched on approach, attached when needed, brought together. */
import type { Sync } from '@porchlight/sync'
import type { Host, LazyFile, LazyFiles, PanelPart, Parts } from '../api/host.ts'
import { createLazyPart } from './lazy-part.ts'

/** Panel and core of one chat. */
export interface Stages {
  /** Fetches and evaluates both files, no more. */
  prefetch(): void
  /**
   * The first interaction: from here on there is a store and a connection. Rejects when the file
   * cannot be had; a later call tries anew.
   */
  begin(): Promise<Sync>
  /** Draws the panel, closed. Rejects as `begin` does. */
  drawPanel(): Promise<PanelPart>
  sync(): Sync | null
  panel(): PanelPart | null
  /** Undoes what was drawn and lets go of store and connection. */
  close(): Promise<void>
}

/** @param createHost what the files are lent; called once for each */
export function createStages(files: LazyFiles, createHost: () => Omit<Host, 'provide'>): Stages {
  const parts: Partial<Parts> = {}
  let sync: Sync | null = null
  let isCoreMissing = false
  let isClosed = false

  const panel = createLazyPart(files.panel, (file) => attach(file, 'panel'))
  const core = createLazyPart(files.core, (file) => attach(file, 'core'))

  function attach<K extends keyof Parts>(file: LazyFile, name: K): Parts[K] {
    if (isClosed) throw new Error('closed')
    const provide: Host['provide'] = (filled, part) => {
      parts[filled] = part
    }
    file.attach({ ...createHost(), provide })
    const part: Parts[K] | undefined = parts[name]
    if (part === undefined) throw new Error(name)
    return part
  }

  function tellPanel(): void {
    panel.now()?.setCoreMissing(isCoreMissing)
    if (sync !== null) panel.now()?.connect(sync)
  }

  return {
    prefetch() {
      panel.prefetch()
      core.prefetch()
    },
    async begin() {
      try {
        const part = await core.get()
        if (isClosed) throw new Error('closed')
        sync ??= part.start()
        return sync
      } finally {
        isCoreMissing = sync === null
        tellPanel()
      }
    },
    async drawPanel() {
      const part = await panel.get()
      tellPanel()
      return part
    },
    sync: () => sync,
    panel: panel.now,
    async close() {
      isClosed = true
      panel.now()?.destroy()
      await sync?.close()
    },
  }
}
