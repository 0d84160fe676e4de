/** One message, drawn by the panel's own parts. */
import type { MessageView } from '@porchlight/sync'
import { signal } from '@preact/signals'
import { createElement, render } from 'preact'
import { launcherEn, panelEn, unreadEn } from '../src/i18n/en.ts'
import { createMarkupParts } from '../src/markup/markup-parts.ts'
import { createMore } from '../src/more/more.ts'
import { MessageText } from '../src/panel/messages/MessageText.tsx'
import type { MarkupParts } from '../src/panel/messages/markup-parts.ts'
import { createPanelModel } from '../src/panel/panel-model.ts'
import { createTimeFormat } from '../src/panel/time-format.ts'
import { Warning } from '../src/panel/Warning.tsx'
import { buildMessage } from './fake-sync.ts'

export interface DrawnMessages {
  /** Draws an agent's message into the place, or draws it anew. */
  draw(given: Partial<MessageView>): void
  /** The file with the rest has come. */
  bring(): void
  close(): void
}

/** @param isHere whether the file with the rest is there from the start */
export async function drawMessages(place: Element, isHere = true): Promise<DrawnMessages> {
  const markup = signal<MarkupParts | null>(null)
  const model = createPanelModel({
    options: signal({ token: 't', apiHost: 'https://chat.example' }),
    speech: signal({
      language: 'en',
      strings: { ...launcherEn, ...unreadEn, ...panelEn },
      time: createTimeFormat('en', () => 0),
    }),
    hasHistory: false,
    loadMore: (panel) => Promise.resolve({ ...createMore(panel), markup }),
    consent: { isNeeded: () => false, give: () => undefined },
    loadRestore: () => Promise.reject(),
    loadPresence: () => Promise.reject(),
    call: () => undefined,
    link: {},
    warn: (text) => createElement(Warning, { text }),
  })
  function bring(): void {
    markup.value = createMarkupParts(model)
  }
  await model.fetchMore()
  if (isHere) bring()
  return {
    draw(given) {
      const message = buildMessage({ id: 'm', author: 'agent', ...given })
      render(createElement(MessageText, { message, model }), place)
    },
    bring,
    close() {
      render(null, place)
      model.destroy()
    },
  }
}
