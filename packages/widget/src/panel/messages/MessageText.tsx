import { createGrowingParser, parsePlainText, withoutTags } from '@porchlight/richtext'
import type { MessageView } from '@porchlight/sync'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PanelModel } from '../panel-model.ts'
import { MarkupTree } from './MarkupTree.tsx'

/**
 * What a message says. A visitor's text is shown as it was typed, its addresses as links; others
 * write markdown, or with an editor whose document says it better once it can be read.
 */
export function MessageText(props: {
  readonly message: MessageView
  readonly model: PanelModel
}): JSX.Element {
  const { message, model } = props
  const { author, richContent, isWriting } = message
  const content = withoutTags(message.content)
  const parse = useMemo(createGrowingParser, [])
  const document = richContent && model.more.value?.markup.value?.readDocument(richContent)
  const root = author === 'visitor' ? parsePlainText(content) : document || parse(content)
  return <MarkupTree root={root} isWriting={isWriting} model={model} />
}
