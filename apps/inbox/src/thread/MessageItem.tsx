import { parseMarkdown, withoutTags } from '@porchlight/richtext'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Face } from '../Face.tsx'
import { Icon } from '../Icon.tsx'
import { clockTime, fullTime } from '../words/times.ts'
import type { Arranged } from './arrange.ts'
import { MarkupTree } from './MarkupTree.tsx'
import type { Receipt } from './receipts.ts'
import { authorLabel, voiceOf } from './voice.ts'

export interface MessageItemProps {
  readonly arranged: Arranged
  /** What the visitor is called. */
  readonly visitor: string
  /** Where the picture of whoever wrote it is; null for none. */
  readonly picture: string | null
  /** What became of it, where that is to be said here. */
  readonly receipt: Receipt | null
}

const RECEIPT_WORDS: Readonly<Record<Receipt, string>> = { sent: 'Sent', read: 'Read' }

export function MessageItem(props: MessageItemProps): JSX.Element {
  const { arranged, visitor, picture, receipt } = props
  const { message, isFirst, isLast } = arranged
  const root = useMemo(() => parseMarkdown(withoutTags(message.content)), [message.content])
  const voice = voiceOf(message)
  return (
    <li class="message" data-voice={voice} data-first={isFirst} data-last={isLast}>
      {isFirst && voice !== 'system' && (
        <p class="message-author">
          {(voice === 'team' || voice === 'note') && (
            <Face name={authorLabel(message, visitor)} picture={picture} size="small" />
          )}
          <bdi>{authorLabel(message, visitor)}</bdi>
          {voice === 'assistant' && <span class="tag">AI</span>}
          {voice === 'note' && (
            <span class="note-label">
              <Icon name="lock" />
              Private note
            </span>
          )}
        </p>
      )}
      <div class="bubble" title={fullTime(message.created_at)}>
        <MarkupTree root={root} />
        {message.incomplete && <p class="message-cut">The answer was cut off here.</p>}
      </div>
      {(isLast || receipt !== null) && (
        <p class="message-time">
          <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
          {receipt !== null && (
            <span class="receipt" data-receipt={receipt}>
              <Icon name={receipt === 'read' ? 'checks' : 'check'} />
              {RECEIPT_WORDS[receipt]}
            </span>
          )}
        </p>
      )}
    </li>
  )
}
