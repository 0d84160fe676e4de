/** Draws the panel into the launcher's shadow root and fills the launcher's `panel` part. */
import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import { giveConsent, needsConsent } from '../api/consent.ts'
import type { Host, PanelPart } from '../api/host.ts'
import type { ResolvedOptions } from '../api/options.ts'
import { panelKinds } from '../api/panel-options.ts'
import { isRightToLeft } from '../i18n/languages.ts'
import { detailsKey, markKey, readMark } from '../loader/mark.ts'
import resetCss from '../shadow/reset.css?inline'
import { setTheme } from '../shadow/set-theme.ts'
import tokensCss from '../shadow/tokens.css?inline'
import { announceConversation } from './announce-conversation.ts'
import { createAnnouncer } from './announcer.ts'
import composerCss from './composer/composer.css?inline'
import { fillScreen } from './fill-screen.ts'
import { Icon } from './Icon.tsx'
import { readTexts } from './kept-texts.ts'
import { laterFiles } from './later.ts'
import markupCss from './messages/markup.css?inline'
import type { MarkupParts } from './messages/markup-parts.ts'
import messagesCss from './messages/messages.css?inline'
import { Panel } from './Panel.tsx'
import panelCss from './panel.css?inline'
import { createPanelModel } from './panel-model.ts'
import { createSpeaker } from './speak.ts'
import { Warning } from './Warning.tsx'

/** So long the panel waits for its language. */
const LANGUAGE_LIMIT_MS = 500

/** Gives the panel to the launcher. Draws it closed. */
export function attach(host: Host): PanelPart {
  const options = signal(optionsOf(host))
  const files = laterFiles(host)
  const listener = {
    setStrings: host.setStrings,
    get options() {
      return options.value
    },
  }
  const { speech, setLocale } = createSpeaker(listener, files.strings)
  const model = createPanelModel({
    options,
    speech,
    hasHistory: readMark(markKey(host.options.token)) !== '',
    async loadMore(model) {
      const more = await files.more(model)
      host.adoptStyles(more.css)
      const markup = signal<MarkupParts | null>(null)
      files.markup(model).then(
        (parts) => {
          host.adoptStyles(parts.css)
          markup.value = parts
        },
        // Messages stay simpler.
        () => undefined,
      )
      return { ...more, markup }
    },
    consent: { isNeeded: () => needsConsent(host), give: () => giveConsent(host) },
    loadRestore: files.restore,
    loadPresence: files.presence,
    call: host.call,
    link: host.link,
    warn: (text) => <Warning text={text} />,
  })
  const { conversation, isOpen, isFullScreen, scroll } = model

  host.adoptStyles(tokensCss + resetCss + panelCss + messagesCss + markupCss + composerCss)
  const region = document.createElement('div')
  region.className = 'unseen'
  region.setAttribute('aria-live', 'polite')
  const place = document.createElement('div')
  host.root.append(place, region)
  const turn = document.createElement('span')
  turn.className = 'turn'
  host.root.querySelector('.launcher')?.append(turn)
  render(<Icon name="chevron" />, turn)

  // Whoever is writing is told when they pause.
  const writing = (): string | null | undefined =>
    model.composer.isBlank.value ? model.more.value?.writing() : null
  const isPageHidden = signal(document.hidden)
  const visibilityChanged = (): void => {
    isPageHidden.value = document.hidden
  }
  document.addEventListener('visibilitychange', visibilityChanged)
  const stop = [
    () => document.removeEventListener('visibilitychange', visibilityChanged),
    fillScreen({ element: host.element, isOpen, isFullScreen }),
    announceConversation({
      conversation,
      isOpen,
      speech,
      writing,
      announce: createAnnouncer(region),
    }),
    effect(() => {
      const { language } = speech.value
      for (const part of [place, region]) {
        part.lang = language
        part.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
      }
    }),
    // What is on a visible screen counts as read.
    effect(() => {
      const isShown = isOpen.value && model.screen.value === 'conversation'
      const isSeen = isShown && !isPageHidden.value && scroll.isAtEnd.value
      if (isSeen && conversation.messages.value.length > 0) conversation.markRead()
    }),
    // At once and not with the next drawing: what is hidden cannot take the focus.
    effect(() => {
      place.toggleAttribute('data-open', isOpen.value)
    }),
    // While there is a network: it is needed most when there is none.
    effect(() => {
      const isAsking = model.screen.value === 'consent' || host.link.token
      const isOnline = conversation.status.value?.connection === 'online'
      if (isOpen.value && (isAsking || isOnline)) void model.fetchMore()
    }),
    effect(() => host.emit('route-changed', { route: model.screen.value })),
    host.on('consent-changed', model.update),
    host.on('reset', model.forget),
    // The core tells of what is in sight, also when that is not the current conversation.
    effect(() => {
      const shown = conversation.threadId.value
      const isCurrent = shown === conversation.status.peek()?.currentThread
      if (shown !== null && !isCurrent) host.emit('conversation-changed', { thread: shown })
    }),
    effect(() => setTheme(host.element, options.value.theme)),
    model.destroy,
  ]

  let opener: Element | null = null

  let isDestroyed = false
  // In English rather than not at all, should the language not come.
  const language = setLocale(options.value.locale)
  void Promise.race([language, new Promise((late) => setTimeout(late, LANGUAGE_LIMIT_MS))]).then(
    () => {
      if (!isDestroyed) render(<Panel model={model} />, place)
    },
  )

  return {
    open({ isFocused = true } = {}) {
      // The closed state must have been drawn once, or there is nothing to move from.
      void place.offsetHeight
      opener = document.activeElement
      model.mayTakeFocus.value = isFocused
      model.setOpen(true)
      if (isFocused) {
        model.focusComposer()
        // On another screen there is no composer.
        place.querySelector<HTMLElement>('.question button')?.focus({ preventScroll: true })
      }
      scroll.follow()
    },
    close() {
      const hadFocus = host.root.activeElement !== null
      model.setOpen(false)
      // Once it is closed, for while it is the screen of a phone the page cannot take the focus.
      if (hadFocus) returnFocus(host.root, opener)
    },
    connect(sync) {
      const isKnown = conversation.sync.peek() === sync
      model.connect(sync)
      const { token, traits } = options.peek()
      const details = readTexts(detailsKey(token))
      if (isKnown || Object.keys(details).length === 0) return
      // What its page says of a visitor goes before what they once told.
      sync.setTraits({ ...details, ...traits })
    },
    setCoreMissing: model.setCoreMissing,
    prefill: model.prefill,
    showConversation(id) {
      const isKnown = conversation.threads.value.some((thread) => thread.id === id)
      if (isKnown) model.showThread(id)
      return isKnown
    },
    newConversation: () => model.showThread(),
    update() {
      options.value = optionsOf(host)
      model.update()
      void setLocale(options.value.locale)
    },
    destroy() {
      isDestroyed = true
      for (const undo of stop) undo()
      render(null, place)
      for (const part of [place, region, turn]) part.remove()
    },
  }
}

/** To our button, or where the site has one of its own, to whatever had it before. */
function returnFocus(root: ShadowRoot, opener: Element | null): void {
  const ours = root.querySelector<HTMLElement>('.launcher:not([hidden])')
  if (ours !== null) ours.focus()
  else if (opener instanceof HTMLElement) opener.focus()
}

function optionsOf(host: Host): ResolvedOptions {
  return { ...host.options, ...host.read(panelKinds) }
}
