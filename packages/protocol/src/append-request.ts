/**
 * `POST append_message/`: a message, or a notice, which a visitor leaves in a thread without saying
 * it to anybody. Notices are a closed set, each with a schema of its own.
 */
import * as v from 'valibot'
import { MESSAGE_MAX_CHARACTERS, RATING_COMMENT_MAX_CHARACTERS } from './limits.ts'
import { maxCharacters, notBlank } from './text-rules.ts'
import type { Score } from './transport.ts'

/** How content the visitor is. */
export interface RatingNotice {
  readonly notice: 'rating'
  readonly data: {
    /** 1 (bad) to 5 (good). */
    readonly score: Score
    readonly comment: string | null
  }
}

export type NoticeRequest = RatingNotice

export type AppendRequest = { readonly content: string } | NoticeRequest

const ratingSchema: v.GenericSchema<unknown, RatingNotice['data']> = v.object({
  score: v.picklist([1, 2, 3, 4, 5]),
  comment: v.optional(
    v.nullable(v.pipe(v.string(), notBlank(), maxCharacters(RATING_COMMENT_MAX_CHARACTERS))),
    null,
  ),
})

export const appendRequestSchema: v.GenericSchema<unknown, AppendRequest> = v.variant('notice', [
  v.object({
    content: v.pipe(v.string(), notBlank(), maxCharacters(MESSAGE_MAX_CHARACTERS)),
    notice: v.exactOptional(v.never()),
    data: v.exactOptional(v.never()),
  }),
  v.object({ notice: v.literal('rating'), data: ratingSchema }),
])
