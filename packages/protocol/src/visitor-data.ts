/** What a person has left here, to be handed over or to be erased: `visitors/`. */
import * as v from 'valibot'
import { citationSchema, type WireCitation } from './conversation.ts'
import { maxCharacters, told } from './text-rules.ts'

/** Who is meant: everybody who told an address, or whoever a ticket is of. One of the two. */
export interface VisitorTarget {
  readonly email?: string
  readonly ticket_number?: number
}

const EMAIL_MAX_CHARACTERS = 254
const NUMBER_MAX = 999_999_999
const NUMBER = `Must be a whole number from 1 to ${NUMBER_MAX}.`

export const visitorTargetSchema: v.GenericSchema<unknown, VisitorTarget> = v.pipe(
  v.object({
    email: v.exactOptional(
      v.pipe(
        v.string(),
        v.trim(),
        // No form of it is asked for: whatever somebody has told as theirs has to be found.
        v.nonEmpty('This field may not be blank.'),
        maxCharacters(EMAIL_MAX_CHARACTERS),
      ),
    ),
    ticket_number: v.exactOptional(
      v.pipe(
        v.number(NUMBER),
        v.integer(NUMBER),
        v.minValue(1, NUMBER),
        v.maxValue(NUMBER_MAX, NUMBER),
      ),
    ),
  }),
  told(
    { description: 'Either email or ticket_number.' },
    ({ email, ticket_number }: VisitorTarget) =>
      (email === undefined) !== (ticket_number === undefined),
    'Name either email or ticket_number.',
  ),
)

/** A browser, or somebody whom a site has proven. */
export interface ExportedVisitor {
  readonly id: string
  /** Who the site says it is. */
  readonly distinct_id: string | null
  /** What the site has proven of them; null for somebody anonymous. */
  readonly verified_traits: Readonly<Record<string, unknown>> | null
  readonly created_at: string
}

/** One message. Private notes of the team are not among them. */
export interface ExportedMessage {
  readonly id: string
  readonly author: string
  readonly author_name: string | null
  readonly content: string
  /** What an answer of the assistant was taken from. */
  readonly citations: readonly WireCitation[]
  /** An answer that was cut off. */
  readonly incomplete: boolean
  /** JSON text of the editor's document beside `content`. */
  readonly rich_content: string | null
  /** What the page has sent along with it. */
  readonly sent_with: Readonly<Record<string, unknown>> | null
  readonly created_at: string
}

/** One mail to the visitor, that there are answers. */
export interface ExportedMail {
  readonly recipient: string
  readonly subject: string
  readonly created_at: string
  /** Null for one that was not sent. */
  readonly sent_at: string | null
}

/** One thread with everything that the visitor has told. */
export interface ExportedConversation {
  readonly id: string
  /** Null where nobody has written yet. */
  readonly ticket_number: number | null
  readonly title: string | null
  /** Null like its number, and the channel's detail also where there is none. */
  readonly channel_source: string | null
  readonly channel_detail: string | null
  readonly status: string | null
  /** Who the client says it is, or has proven. */
  readonly distinct_id: string | null
  readonly session_id: string | null
  readonly anonymous_traits: Readonly<Record<string, unknown>>
  readonly session_context: Readonly<Record<string, unknown>>
  /** Whether who they are was proven; null where nobody has tried. */
  readonly identity_verified: boolean | null
  /** Somebody said that the assistant had helped. */
  readonly ai_resolved: boolean
  /** Why it went from the assistant to people. */
  readonly escalation_reason: string | null
  readonly created_at: string
  readonly messages: readonly ExportedMessage[]
  readonly mails: readonly ExportedMail[]
}

/** Answer of `POST visitors/export/`. */
export interface VisitorExport {
  readonly exported_at: string
  readonly visitors: readonly ExportedVisitor[]
  readonly conversations: readonly ExportedConversation[]
}

const recordSchema = v.record(v.string(), v.unknown())

export const visitorExportSchema: v.GenericSchema<unknown, VisitorExport> = v.object({
  exported_at: v.string(),
  visitors: v.array(
    v.object({
      id: v.string(),
      distinct_id: v.nullable(v.string()),
      verified_traits: v.nullable(recordSchema),
      created_at: v.string(),
    }),
  ),
  conversations: v.array(
    v.object({
      id: v.string(),
      ticket_number: v.nullable(v.number()),
      title: v.nullable(v.string()),
      channel_source: v.nullable(v.string()),
      channel_detail: v.nullable(v.string()),
      status: v.nullable(v.string()),
      distinct_id: v.nullable(v.string()),
      session_id: v.nullable(v.string()),
      anonymous_traits: recordSchema,
      session_context: recordSchema,
      identity_verified: v.nullable(v.boolean()),
      ai_resolved: v.boolean(),
      escalation_reason: v.nullable(v.string()),
      created_at: v.string(),
      messages: v.array(
        v.object({
          id: v.string(),
          author: v.string(),
          author_name: v.nullable(v.string()),
          content: v.string(),
          citations: v.array(citationSchema),
          incomplete: v.boolean(),
          rich_content: v.nullable(v.string()),
          sent_with: v.nullable(recordSchema),
          created_at: v.string(),
        }),
      ),
      mails: v.array(
        v.object({
          recipient: v.string(),
          subject: v.string(),
          created_at: v.string(),
          sent_at: v.nullable(v.string()),
        }),
      ),
    }),
  ),
})

/** Answer of `POST visitors/erase/`: how much is gone. */
export interface ErasedVisitors {
  readonly visitors: number
  readonly conversations: number
}

export const erasedVisitorsSchema: v.GenericSchema<unknown, ErasedVisitors> = v.object({
  visitors: v.number(),
  conversations: v.number(),
})
