/**
 * The launcher stage: a button on the page, and the moments at which the other stages come.
 * Nothing is stored and nothing requested from the server before they begin.
 */
import type { ChatStatus } from '../api/chat.ts'
import type { Commands } from '../api/command-names.ts'
import type { Core, Host, LazyFiles } from '../api/host.ts'
import type { ResolvedOptions } from '../api/options.ts'
import { readOption } from '../api/read-options.ts'
import { launcherEn } from '../i18n/en.ts'
import type { LauncherStrings, UnreadStrings } from '../i18n/strings.ts'
import { type Mount, mount } from '../shadow/mount.ts'
import { whenIdle } from './idle.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { findWork } from './mark.ts'
import { createStages } from './stages.ts'
import { takeToken } from './take-token.ts'

/** What one chat is made of. */
export interface ChatSetup extends Pick<Host, 'read' | 'on' | 'emit' | 'call' | 'link'> {
  readonly options: ResolvedOptions
  readonly files: LazyFiles
  /** Where the shadow root hangs; put on the page unless it is there. */
  readonly element: HTMLElement
}

/** A chat, until it is closed. */
export interface RunningChat {
  update(options: ResolvedOptions): void
  readonly status: ChatStatus
  /**
   * What the launcher cannot do is asked of the core. Resolves with null where it could not be had,
   * which was told then, or could not do it.
   */
  run(command: string, values: never[]): unknown
  /** Takes everything off the page. */
  close(): Promise<void>
}

/** Those of what is unread come with the core. */
type Words = LauncherStrings & Partial<UnreadStrings>

/** How soon after its last failure the core is asked for again, while the panel is open. */
const RETRY_MS = 30_000

/** Starts one chat. The launcher appears when the page is idle, or with the first call to open it. */
export function startChat({ options, files, element, ...setup }: ChatSetup): RunningChat {
  const { emit, call, link } = setup
  let mounted: Mount | undefined
  let drawLauncher: Launcher | undefined
  let isOpen = false
  let isVisible = true
  let isClosed = false
  let unread = 0
  let strings: Words = launcherEn
  /** The panel is on its way. */
  let isLoading = false
  /** It could not be fetched. */
  let hasFailed = false
  let draft: string | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const stages = createStages(files, () => ({
    ...setup,
    ...drawFace(),
    get options() {
      return options
    },
    element,
    prefetch: stages.prefetch,
    drawPanel: stages.drawPanel,
    fetchFile: files.byName,
    signedOut() {
      stages.forget()
      retry()
    },
    setUnread(next, words) {
      unread = next
      strings = { ...words, ...strings }
      draw()
    },
    setStrings(next) {
      strings = next
      draw()
    },
  }))
  takeToken(link)
  whenIdle(async () => {
    if (isClosed) return
    drawFace()
    emit('ready', {})
    if (link.token) open()
    addExtras()
    if ((await findWork(options.token)) && !isClosed) void begin()
  })
  addEventListener('online', retry)
  addEventListener('hashchange', followLink)

  function drawFace(): Mount {
    if (!mounted) {
      mounted = mount(element, options, restart)
      drawLauncher = createLauncher(mounted, toggle, stages.prefetch)
      draw()
    }
    return mounted
  }

  function restart(): void {
    const wasOpen = isOpen
    call('shutdown')
    call('boot')
    if (wasOpen) call('open')
  }

  /** A word of the site's, where it has one of the same kind, and else ours. */
  function say<K extends keyof Words>(name: K): Words[K] {
    const word = strings[name]
    return (readOption(options.strings, name, typeof word) as Words[K] | undefined) ?? word
  }

  function draw(): void {
    const failure = hasFailed ? say('loadFailed') : ''
    const closed = failure || (options.launcherLabel ?? say('openChat'))
    const label = isOpen ? say('closeChat') : closed
    drawLauncher?.({
      label: unread > 0 ? label + say('comma') + strings.unread?.(unread) : label,
      text: failure,
      isOpen,
      isLoading,
      isHidden: options.hideLauncher ?? hasOwnPlace(options),
    })
    element.hidden = !isVisible
  }

  function addExtras(): void {
    if (hasOwnPlace(options)) stages.addExtras().catch(loadFailed)
  }

  /** Resolves with null where the core could not be had, which was told then. */
  function begin(): Promise<Core | null> {
    return stages.begin().catch(loadFailed)
  }

  function retry(): void {
    if (isOpen && !stages.core()) void begin()
  }

  /** A link was opened where its page is open, so that nothing is loaded anew. */
  function followLink(): void {
    if (takeToken(link)) open()
  }

  function loadFailed(): null {
    if (!isClosed) {
      clearTimeout(retryTimer)
      retryTimer = setTimeout(retry, RETRY_MS)
      emit('error', { kind: 'load' })
    }
    return null
  }

  async function drawPanel(): Promise<void> {
    isLoading = !stages.panel()
    hasFailed = false
    draw()
    try {
      const panel = await stages.drawPanel()
      if (draft !== null) panel.prefill(draft)
      draft = null
      // In a place of its own it takes no focus that the visitor has not given it.
      if (isOpen) panel.open({ isFocused: options.container === undefined })
    } catch {
      close()
      hasFailed = true
      loadFailed()
    }
    isLoading = false
    draw()
  }

  function open(): void {
    if (isOpen) return
    setVisible(true)
    isOpen = true
    drawFace()
    emit('opened', {})
    void begin()
    void drawPanel()
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    draw()
    stages.panel()?.close()
    emit('closed', {})
  }

  function toggle(): void {
    if (isOpen) close()
    else open()
  }

  function setVisible(next: boolean): void {
    if (isVisible === next) return
    isVisible = next
    if (!next) close()
    draw()
    emit(next ? 'shown' : 'hidden', {})
  }

  const commands: Commands = {
    show: () => setVisible(true),
    hide: () => setVisible(false),
    open,
    close,
    toggle,
    prefill(text: unknown) {
      const panel = stages.panel()
      if (panel) panel.prefill(String(text))
      else draft = String(text)
    },
  }

  return {
    run: (name, values) =>
      commands[name]
        ? commands[name](...values)
        : stages.run(name, values, begin()).catch(() => null),
    get status(): ChatStatus {
      const core = stages.core()?.sync.status.get()
      const { connection = 'idle', waiting = 0, failed = 0 } = core ?? {}
      return { isOpen, isVisible, connection, unread, waiting, failed }
    },
    update(next) {
      options = next
      mounted?.update(next)
      stages.update()
      addExtras()
      draw()
    },
    close() {
      close()
      isClosed = true
      clearTimeout(retryTimer)
      removeEventListener('online', retry)
      removeEventListener('hashchange', followLink)
      const closing = stages.close()
      mounted?.close()
      return closing
    },
  }
}

/** A launcher or a place of its own is not for every site: see `extras.ts`. */
function hasOwnPlace({ customLauncher, container }: ResolvedOptions): boolean {
  return Boolean(customLauncher ?? container)
}
