/** Why a server could not start. */
export type StartErrorKind = 'data_dir' | 'migration' | 'database_url'

/** Thrown by `createServer`. Its message is one line for the person at the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly kind: StartErrorKind

  constructor(kind: StartErrorKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}
