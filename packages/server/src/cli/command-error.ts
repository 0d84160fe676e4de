/**
 * A reason to give up that a person can act on. Its message is one line, shown without a stack.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** The code of a system error such as `EADDRINUSE`, or undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
