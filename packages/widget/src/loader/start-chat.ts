/**
 * The launcher stage: a button on the page, the public object, and the order in which the other
 * two stages come. Nothing is stored and nothing requested from the server before `begin`.
 */
import type { Traits } from '@porchlight/protocol'
import type { SendResult, Sync } from '@porchlight/sync'
import type { Chat, ChatStatus } from '../api/chat.ts'
import { createEvents } from '../api/events.ts'
import type { Host, LazyFile, LazyFiles, Parts } from '../api/host.ts'
import type { ResolvedOptions } from '../api/options.ts'
import { createWarn } from '../api/warn.ts'
import { launcherEn } from '../i18n/en.ts'
import { type Mount, mount } from '../shadow/mount.ts'
import { whenIdle } from './idle.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { createLazyPart } from './lazy-part.ts'
import { hasWork } from './mark.ts'

/** What one chat is made of. */
export interface ChatSetup {
  readonly options: ResolvedOptions
  readonly files: LazyFiles
  /** Where the shadow root hangs; put on the page unless it is there. */
  readonly element: HTMLElement
}

/** A launcher, and its place on the page. */
interface Face {
  readonly mounted: Mount
  readonly launcher: Launcher | null
}

/** Starts one chat. The launcher appears when the page is idle, or at the first call that shows it. */
export function startChat({ options, files, element }: ChatSetup): Chat {
  const strings = { ...launcherEn, ...options.strings }
  const warn = createWarn(options.debug === true)
  const events = createEvents(element)
  const parts: Partial<Parts> = {}
  let face: Face | null = null
  let sync: Sync | null = null
  let isOpen = false
  let isVisible = true
  let isDestroyed = false
  let unread = 0
  let draft: string | null = null

  const panel = createLazyPart(files.panel, (file) => attach(file, 'panel'))
  const core = createLazyPart(files.core, (file) => attach(file, 'core'))
  const cancelIdle = whenIdle(() => {
    show()
    events.emit('ready', {})
    if (hasWork(options.token, Date.now())) begin().catch(() => undefined)
  })
  addEventListener('online', retryCore)

  function show(): Face {
    if (face !== null) return face
    const mounted = mount(element, options)
    mounted.setHidden(!isVisible)
    const intents = { onToggle: toggle, onApproach: prefetch }
    const launcher =
      options.hideLauncher === true ? null : createLauncher(mounted, strings, intents)
    launcher?.setUnread(unread)
    face = { mounted, launcher }
    return face
  }

  function attach<K extends keyof Parts>(file: LazyFile, name: K): Parts[K] {
    file.attach(hostFor(show().mounted))
    const part: Parts[K] | undefined = parts[name]
    if (part === undefined) throw new Error(`The file "${name}" provided nothing.`)
    return part
  }

  function hostFor(mounted: Mount): Host {
    return {
      options,
      element,
      root: mounted.root,
      hasHistory: hasWork(options.token, Date.now()),
      provide(name, part) {
        parts[name] = part
      },
      emit: events.emit,
      close,
      setUnread(next) {
        unread = next
        face?.launcher?.setUnread(next)
      },
      setColor: mounted.setColor,
      adoptStyles: mounted.adoptStyles,
    }
  }

  function prefetch(): void {
    panel.prefetch()
    core.prefetch()
  }

  /** The first interaction: from here on there is a store and a connection. */
  async function begin(): Promise<Sync> {
    if (isDestroyed) throw new Error('destroyed')
    try {
      const part = await core.get()
      if (isDestroyed) throw new Error('destroyed')
      sync ??= part.start()
    } catch (error) {
      panel.now()?.setCoreMissing(true)
      loadFailed(error)
      throw error
    }
    panel.now()?.setCoreMissing(false)
    panel.now()?.connect(sync)
    return sync
  }

  function retryCore(): void {
    if (isOpen && sync === null) begin().catch(() => undefined)
  }

  function loadFailed(error: unknown): void {
    warn(`a file could not be loaded: ${String(error)}`)
    if (!isDestroyed) events.emit('error', { kind: 'load' })
  }

  function open(): void {
    if (isOpen || isDestroyed) return
    setVisible(true)
    isOpen = true
    const { launcher } = show()
    launcher?.setOpen(true)
    launcher?.setLoading(panel.now() === null ? 'loading' : 'done')
    events.emit('opened', {})
    begin().catch(() => undefined)
    panel.get().then(
      (part) => {
        launcher?.setLoading('done')
        if (sync !== null) part.connect(sync)
        if (draft !== null) part.prefill(draft)
        draft = null
        if (isOpen) part.open()
      },
      (error) => {
        close()
        launcher?.setLoading('failed')
        loadFailed(error)
      },
    )
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    face?.launcher?.setOpen(false)
    if (element.shadowRoot?.activeElement) face?.launcher?.focus()
    panel.now()?.close()
    events.emit('closed', {})
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

  async function sendMessage(text: string): Promise<SendResult> {
    open()
    try {
      return await (await begin()).send({ content: String(text) })
    } catch (cause) {
      return { kind: 'not_stored', cause }
    }
  }

  function identify(traits: Traits): void {
    begin().then(
      (started) => started.setTraits(traits),
      () => undefined,
    )
  }

  function status(): ChatStatus {
    const { connection = 'idle', waiting = 0, failed = 0 } = sync?.status.get() ?? {}
    return { isOpen, isVisible, connection, unread, waiting, failed }
  }

  return {
    open,
    close,
    toggle,
    show: () => setVisible(true),
    hide: () => setVisible(false),
    sendMessage,
    prefill(text) {
      const part = panel.now()
      if (part === null) draft = String(text)
      else part.prefill(String(text))
    },
    identify,
    setUser: identify,
    on: events.on,
    once: events.once,
    off: events.off,
    status,
    async destroy() {
      if (isDestroyed) return
      close()
      isDestroyed = true
      cancelIdle()
      removeEventListener('online', retryCore)
      panel.now()?.destroy()
      face?.mounted.close()
      await sync?.close()
    },
  }
}
