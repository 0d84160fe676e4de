/** How a message is drawn when there is more in it than words. */
import { parseRichContent } from '@porchlight/richtext'
import { computed } from '@preact/signals'
import { createElement } from 'preact'
import { markupEn } from '../i18n/markup-en.ts'
import type { MarkupParts } from '../panel/messages/markup-parts.ts'
import type { PanelModel } from '../panel/panel-model.ts'
import { CodeBar } from './CodeBar.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Face } from './Face.tsx'
import { MarkupTable } from './MarkupTable.tsx'
import markupCss from './markup.css?inline'
import type { MarkupWords } from './markup-words.ts'
import { Picture } from './Picture.tsx'

export function createMarkupParts(panel: PanelModel): MarkupParts {
  const words: MarkupWords = computed(() => ({
    ...panel.translate(markupEn),
    copy: panel.strings.copy,
  }))
  return {
    css: markupCss,
    readDocument: (json) => parseRichContent(parseJson(json)),
    drawTable: (table, drawCell) => createElement(MarkupTable, { table, drawCell, words }),
    drawImage: (image) => createElement(Picture, { image, words }),
    drawFace: (name, isPerson) => createElement(Face, { name, isPerson }),
    drawCopy: (text) => createElement(CopyButton, { text, words }),
    drawCodeBar: ({ lang, text }) => createElement(CodeBar, { lang, text, words }),
  }
}

/** From the store, which keeps what came: it may be anything. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
