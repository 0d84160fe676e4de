/** The stages after the launcher: fetched on approach, attached when needed, brought together. */
import type { Core, CorePart, Host, LazyFile, LazyFiles, PanelPart, Parts } from '../api/host.ts'
import { type Made, once } from './once.ts'

/** Panel, core and extras of one chat. */
export interface Stages {
  /** Fetches and evaluates panel and core, no more. */
  prefetch(): void
  /**
   * The first interaction: from here on there is a store and a connection. Rejects when the file
   * cannot be had; a later call tries anew.
   */
  begin(): Promise<Core>
  /** Has the core do something, as soon as it can. May reject. */
  readonly run: CorePart['run']
  /** Draws the panel, closed. Rejects as `begin` does. */
  drawPanel(): Promise<PanelPart>
  /** Brings what only some sites ask for. Rejects as `begin` does. */
  addExtras(): Promise<unknown>
  core(): Core | null
  panel(): PanelPart | undefined
  /** Tells all of them that the options have changed. */
  update(): void
  /** The core has closed itself: the next beginning is another's. */
  forget(): void
  /** Undoes what was drawn and lets go of store and connection. */
  close(): Promise<void>
}

/** @param createHost what the files are lent; called once for each */
export function createStages(files: LazyFiles, createHost: () => Host): Stages {
  const made: Made = {}
  const parts: Partial<Parts> = {}
  let core: Core | null = null
  let isCoreMissing = false
  let isClosed = false

  const file = (name: keyof Parts): Promise<unknown> =>
    once<unknown>(made, `${name}.js`, files[name])

  function attach<K extends keyof Parts>(name: K): Promise<Parts[K]> {
    return once(made, name, async () => {
      const { attach } = (await file(name)) as LazyFile<Parts[K]>
      if (isClosed) throw new Error(name)
      const part = attach(createHost())
      parts[name] = part
      return part
    })
  }

  async function start(): Promise<Core> {
    const part = await attach('core')
    const started = await part.start()
    core = started
    if (isClosed) await close()
    return started
  }

  function tellPanel(): void {
    parts.panel?.setCoreMissing(isCoreMissing)
    if (core) parts.panel?.connect(core.sync)
  }

  async function close(): Promise<void> {
    isClosed = true
    for (const part of Object.values(parts)) part.destroy()
    return core?.sync.close()
  }

  return {
    prefetch() {
      for (const name of ['panel', 'core'] as const) file(name).catch(() => undefined)
    },
    async begin() {
      try {
        return await once(made, 'start', start)
      } finally {
        isCoreMissing = !core
        tellPanel()
      }
    },
    run: async (...asked) => (await attach('core')).run(...asked),
    async drawPanel() {
      const part = await attach('panel')
      tellPanel()
      return part
    },
    addExtras: () => attach('extras'),
    core: () => core,
    panel: () => parts.panel,
    update() {
      for (const part of Object.values(parts)) part.update()
    },
    forget() {
      delete made.start
      core = null
    },
    close,
  }
}
