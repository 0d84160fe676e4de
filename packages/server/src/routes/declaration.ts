/** What an endpoint says of itself: the server keeps to it, and the API's document tells it. */
import type { Schema } from '@porchlight/protocol'

/** Everything but address, permission and body. */
export interface Declaration {
  /** One line in the API's document. */
  readonly summary: string
  /** Query parameters; the handler sees no other. */
  readonly query?: Readonly<Record<string, QueryParameter>>
  /** Headers that mean something here, beside those of every request, and what they mean. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * What is answered when nothing is refused, by status, and what a refusal looks like where it is
   * not one of the two envelopes.
   */
  readonly answers: Readonly<Record<number, AnswerShape>>
}

/** As published, a value that makes no sense counts as absent, unless the description says more. */
export interface QueryParameter {
  readonly description: string
  readonly schema: Schema<unknown>
}

/** A body by its media types; an empty object is no body. */
export interface AnswerShape {
  /** One of them fits, field by field: what is not declared is not sent. */
  readonly json?: readonly Schema<unknown>[]
  /** Each event as `{event, data}`. */
  readonly eventStream?: Schema<unknown>
  /** Text of another media type. */
  readonly text?: string
  /** Bytes of one of these media types, such as a picture. */
  readonly bytes?: readonly string[]
}

/** No body. */
export const EMPTY: AnswerShape = {}

/** JSON that fits one of these; several when it depends on who asks. */
export function json(...schemas: readonly Schema<unknown>[]): AnswerShape {
  return { json: schemas }
}

/** Server-sent events. */
export function eventStream(schema: Schema<unknown>): AnswerShape {
  return { eventStream: schema }
}

/** Text of that media type, such as a script. */
export function textOf(mediaType: string): AnswerShape {
  return { text: mediaType }
}

/** Bytes of one of these media types. */
export function bytesOf(...mediaTypes: readonly string[]): AnswerShape {
  return { bytes: mediaTypes }
}
