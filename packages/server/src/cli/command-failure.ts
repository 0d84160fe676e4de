/** A reason to give up that a person can act on: one line, no stack. */
export interface CommandFailure {
  readonly kind: 'failure'
  /** One sentence or two, ready to be shown. */
  readonly line: string
}

/** Makes the reason from its sentence. */
export function failure(line: string): CommandFailure {
  return { kind: 'failure', line }
}

/** The code of a system error such as `EADDRINUSE`, or undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
