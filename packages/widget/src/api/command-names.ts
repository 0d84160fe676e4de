/** What needs a chat on the page; most of it comes with the core: see `core/commands.ts`. */
export const chatCommands: readonly string[] =
  'show hide open close toggle prefill sendMessage showNewMessage showConversation newConversation identify setUser setCustomAttributes logout reset eraseData restore getPendingMessages retryMessage retryAll discardMessage syncNow'.split(
    ' ',
  )

/** What a command does, by its name. What a page gives may be anything. */
export type Commands = Readonly<Record<string, (...values: never[]) => unknown>>
