/**
 * The launcher stage: a button on the page, the public object, and the moments at which the other
 * two stages come. Nothing is stored and nothing requested from the server before they begin.
 */
import type { Traits } from '@porchlight/protocol'
import type { Sync } from '@porchlight/sync'
import type { Chat } from '../api/chat.ts'
import { createEvents } from '../api/events.ts'
import type { LazyFiles } from '../api/host.ts'
import type { ResolvedOptions } from '../api/options.ts'
import { launcherEn } from '../i18n/en.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import { type Mount, mount } from '../shadow/mount.ts'
import { whenIdle } from './idle.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { hasWork } from './mark.ts'
import { createStages } from './stages.ts'

/** What one chat is made of. */
export interface ChatSetup {
  readonly options: ResolvedOptions
  readonly files: LazyFiles
  /** Where the shadow root hangs; put on the page unless it is there. */
  readonly element: HTMLElement
}

/** How soon after its last failure the core is asked for again, while the panel is open. */
const RETRY_MS = 30_000

interface Face {
  readonly mounted: Mount
  /** Null where the site brings its own button. */
  readonly launcher: Launcher | null
}

/** Starts one chat. The launcher appears when the page is idle, or with the first call to open it. */
export function startChat({ options, files, element }: ChatSetup): Chat {
  const events = createEvents(element)
  let face: Face | null = null
  let isOpen = false
  let isVisible = true
  let isDestroyed = false
  let unread = 0
  let draft: string | null = null
  let opener: Element | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const stages = createStages(files, () => {
    const { mounted, launcher } = mountOnce()
    return {
      ...mounted,
      options,
      element,
      setUnread,
      setStrings: (strings) => launcher?.setStrings(strings),
      fetchFile: (name) => files.byName?.(name) ?? Promise.reject(),
      hasHistory: hasWork(options.token, Date.now()),
      emit: events.emit,
      close,
    }
  })
  const cancelIdle = whenIdle(() => {
    mountOnce()
    events.emit('ready', {})
    if (hasWork(options.token, Date.now())) void begin()
  })
  addEventListener('online', retry)

  function mountOnce(): Face {
    if (face !== null) return face
    const mounted = mount(element, options)
    const strings = overrideStrings(launcherEn, options.strings)
    const intents = { onToggle: toggle, onApproach: stages.prefetch }
    const launcher = options.hideLauncher ? null : createLauncher(mounted, strings, intents)
    mounted.setHidden(!isVisible)
    face = { mounted, launcher }
    return face
  }

  /** Resolves with null where the core could not be had, which was told then. */
  async function begin(): Promise<Sync | null> {
    try {
      return await stages.begin()
    } catch {
      loadFailed()
      return null
    }
  }

  function setUnread(next: number): void {
    unread = next
    face?.launcher?.setUnread(next)
  }

  function retry(): void {
    if (isOpen && stages.sync() === null) void begin()
  }

  function loadFailed(): void {
    if (isDestroyed) return
    clearTimeout(retryTimer)
    retryTimer = setTimeout(retry, RETRY_MS)
    events.emit('error', { kind: 'load' })
  }

  async function drawPanel(): Promise<void> {
    const launcher = mountOnce().launcher
    launcher?.setLoading(stages.panel() === null ? 'loading' : 'done')
    try {
      const panel = await stages.drawPanel()
      launcher?.setLoading('done')
      if (draft !== null) panel.prefill(draft)
      draft = null
      if (isOpen) panel.open()
    } catch {
      close()
      launcher?.setLoading('failed')
      loadFailed()
    }
  }

  function open(): void {
    if (isOpen || isDestroyed) return
    setVisible(true)
    isOpen = true
    opener = document.activeElement
    mountOnce().launcher?.setOpen(true)
    events.emit('opened', {})
    void begin()
    void drawPanel()
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    face?.launcher?.setOpen(false)
    const hadFocus = element.shadowRoot?.activeElement
    stages.panel()?.close()
    // Once the panel is closed, for while it is the screen of a phone the page cannot take the focus.
    if (hadFocus) returnFocus()
    events.emit('closed', {})
  }

  function returnFocus(): void {
    if (face?.launcher) face.launcher.focus()
    else if (opener instanceof HTMLElement) opener.focus()
  }

  function toggle(): void {
    if (isOpen) close()
    else open()
  }

  function setVisible(next: boolean): void {
    if (isVisible === next || isDestroyed) return
    isVisible = next
    if (!next) close()
    face?.mounted.setHidden(!next)
    events.emit(next ? 'shown' : 'hidden', {})
  }

  async function identify(traits: Traits): Promise<void> {
    const sync = await begin()
    sync?.setTraits(traits)
  }

  return {
    open,
    close,
    toggle,
    show: () => setVisible(true),
    hide: () => setVisible(false),
    async sendMessage(text) {
      open()
      const sync = await begin()
      return sync?.send({ content: String(text) }) ?? { kind: 'not_stored', cause: 'load' }
    },
    prefill(text) {
      const panel = stages.panel()
      if (panel === null) draft = String(text)
      else panel.prefill(String(text))
    },
    identify,
    setUser: identify,
    on: events.on,
    once: events.once,
    off: events.off,
    status() {
      const { connection = 'idle', waiting = 0, failed = 0 } = stages.sync()?.status.get() ?? {}
      return { isOpen, isVisible, connection, unread, waiting, failed }
    },
    async destroy() {
      if (isDestroyed) return
      close()
      isDestroyed = true
      cancelIdle()
      clearTimeout(retryTimer)
      removeEventListener('online', retry)
      const closing = stages.close()
      face?.mounted.close()
      await closing
    },
  }
}
