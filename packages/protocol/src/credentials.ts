/**
 * Where a browser keeps its proof of being a visitor. A port: `client` knows when to refresh,
 * the store knows how to keep a row safely over tabs and crashes.
 */

/** The one row of credentials per project. */
export interface Credentials {
  /** The refresh token that the server has confirmed; null before the first session. */
  readonly refresh: string | null
  /** The successor that was, or is about to be, sent with it; null when none is under way. */
  readonly next: string | null
  /** The access token of now, shared by all tabs. */
  readonly access: string | null
  readonly visitor: string | null
  /** Id of the project the widget's token belongs to. */
  readonly project: number | null
}

export interface CredentialStore {
  /** Runs the task while no other tab runs one. Rejects with what the task rejects with. */
  exclusive<T>(task: () => Promise<T>): Promise<T>
  /** Null when there is no row yet. */
  read(): Promise<Credentials | null>
  /**
   * Replaces the row if it still is as it was read: another tab may have moved it, where there are
   * no locks. On the disk once this resolves with true, even if power fails.
   *
   * @param before the row as it was read; null for none
   * @returns false when the row is another one by now, and nothing was written
   */
  replace(before: Credentials | null, after: Credentials): Promise<boolean>
}
