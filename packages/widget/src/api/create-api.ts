/**
 * Makes the public object: a function that runs commands by their name, with each command as a
 * method. What it is made of is a list of names, since what most commands do comes with the core.
 */
import { whenShown } from '../loader/idle.ts'
import { type ChatSetup, type RunningChat, startChat } from '../loader/start-chat.ts'
import type { RestoreLink } from '../loader/take-token.ts'
import type { CallableChat, ChatStatus } from './chat.ts'
import { type Commands, chatCommands } from './command-names.ts'
import { createEvents } from './events.ts'
import { type LauncherOptions, type ResolvedOptions, resolveOptions } from './options.ts'
import { createReader, type Kinds, type ReadOptions } from './read-options.ts'

/** What a chat object is made of. */
export interface ApiSetup extends Pick<ChatSetup, 'files'> {
  /** Where the shadow root will hang; null where there is no page, such as on a server. */
  readonly element: HTMLElement | null
  /** Where options stand: what holds unless the page says otherwise, then the page's. */
  readonly sources: readonly [ours: unknown, ...given: unknown[]]
  /** Called when the chat is destroyed. */
  readonly onDestroyed?: (chat: CallableChat) => void
}

/** Starts a chat if there are a token and a page for it. */
export function createApi({ element, files, onDestroyed, ...given }: ApiSetup): CallableChat {
  const sources: unknown[] = [...given.sources]
  const read = createReader(sources)
  const { on, once, off, emit } = createEvents(element ?? new EventTarget(), (event, detail) =>
    options?.onEvent?.(event, detail),
  )
  const mistakes: string[] = []
  let options: ResolvedOptions | null = null
  let chat: RunningChat | null = null
  let isDestroyed = false
  /** Outlives a chat that is shut down before it has used it. */
  const link: RestoreLink = {}

  function boot(changes?: unknown): void {
    if (changes !== undefined) sources.push(changes)
    if (element && !isDestroyed) void whenShown(() => start(element))
  }

  function start(place: HTMLElement): void {
    const before = options
    options = resolveOptions(read)
    const isSame = before?.token === options?.token && before?.apiHost === options?.apiHost
    if (chat && options && isSame) {
      chat.update(options)
      return
    }
    void shutdown()
    if (options) {
      chat = startChat({ options, read, files, element: place, on, emit, call, link })
    }
  }

  async function shutdown(): Promise<void> {
    const closing = chat?.close()
    chat = null
    await closing
  }

  function update(changes: unknown): void {
    if (chat) boot(changes)
  }

  const commands: Commands = {
    boot,
    update,
    shutdown,
    destroy() {
      isDestroyed = true
      onDestroyed?.(api)
      return shutdown()
    },
    ready: (listener?: () => void) =>
      new Promise<void>((done) => {
        once('ready', () => {
          done()
          listener?.()
        })
      }),
    status: (): ChatStatus =>
      chat?.status ?? {
        isOpen: false,
        isVisible: true,
        connection: 'idle',
        unread: 0,
        waiting: 0,
        failed: 0,
      },
    setLocale: (locale: string) => update({ locale }),
    setColorScheme: (colorScheme: string) => update({ colorScheme }),
    setTheme: (theme: object) => update({ theme }),
    on,
    once,
    off,
  }
  const names = [...Object.keys(commands), ...chatCommands]

  const ask = (name: string, values: never[]): unknown =>
    chat?.run(name, values) ?? Promise.resolve(null)

  /** An unknown command does nothing, and waits for somebody who tells the developer. */
  function call(name: string, ...values: never[]): unknown {
    if (!names.includes(name)) return void mistakes.push(String(name))
    if (commands[name]) return commands[name](...values)
    return element ? whenShown(() => ask(name, values)) : ask(name, values)
  }

  const api = call as unknown as CallableChat & Record<string, unknown>
  for (const name of names) api[name] = (...values: never[]) => call(name, ...values)
  if (element) {
    boot()
    if (isDeveloped(read)) {
      const advised = files.extras().then(({ advise }) => advise({ sources, mistakes, chat: api }))
      advised.catch(() => undefined)
    }
  }
  return api
}

/** Whether somebody is there to read what is wrong. */
function isDeveloped(read: ReadOptions): boolean {
  const kinds: Kinds<Pick<LauncherOptions, 'debug'>> = { debug: 'boolean' }
  return read(kinds).debug ?? /localhost$|^127\./.test(location.hostname)
}
