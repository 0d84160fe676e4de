/** Is told what an assistant asks of a model, and what that costs. */
export interface ModelObserver {
  /**
   * Once for each request, repetitions included.
   *
   * @param request.outcome `done`, `stopped` by us, or the kind of failure
   */
  modelRequestEnded(request: { readonly model: string; readonly outcome: string }): void
  modelRequestRepeated(request: { readonly model: string }): void
  /** As the model's server counts; one that does not count is not told of. */
  modelTokensUsed(tokens: {
    readonly model: string
    readonly input: number
    readonly output: number
  }): void
}

/** Tells nobody. */
export const NO_OBSERVER: ModelObserver = {
  modelRequestEnded: () => {},
  modelRequestRepeated: () => {},
  modelTokensUsed: () => {},
}
