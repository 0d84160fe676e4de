/** The one place where the inbox meets the browser. */
import './styles/index.css'
import { createSignInClient, createTeamClient } from '@porchlight/client'
import { systemClock } from '@porchlight/protocol'
import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import { App } from './App.tsx'
import { createApp } from './models/app.ts'
import { createDrafts } from './models/drafts.ts'
import { createNow } from './models/now.ts'
import { createRoute } from './models/route.ts'
import { hasSignInToken, takeSignInToken } from './session/sign-in-token.ts'
import { bindShortcuts, type Dialog } from './shortcuts.ts'

const isVisible = signal(document.visibilityState === 'visible')
const token = takeSignInToken(window)
const { redeem, requestLink } = createSignInClient({ origin: location.origin })
const route = createRoute(window)
const app = createApp({
  createClient: (key) => createTeamClient({ origin: location.origin, ...key }),
  link: token === null ? null : { token, redeem },
  requestLink,
  storage: () => sessionStorage,
  drafts: createDrafts({
    browser: () => localStorage,
    tab: () => sessionStorage,
    events: window,
  }),
  clock: systemClock,
  random: Math.random,
  fillRandom: (bytes) => crypto.getRandomValues(bytes),
  ticketNumber: route.ticketNumber,
  isMails: route.isMails,
  settings: {
    part: route.settings,
    load: () => import('./settings/open-settings.tsx'),
    storage: () => sessionStorage,
  },
  bar: route,
  isVisible,
})

// Both are moments at which a connection that was lost may well be back.
document.addEventListener('visibilitychange', () => {
  isVisible.value = document.visibilityState === 'visible'
  if (isVisible.value) app.inbox.peek()?.feed.retryNow()
})
// A link that is opened in this very tab changes what is behind the # alone.
window.addEventListener('hashchange', () => {
  if (hasSignInToken(location)) location.reload()
})
window.addEventListener('online', () => app.inbox.peek()?.feed.retryNow())

effect(() => {
  const unread = app.inbox.value?.unread.value ?? 0
  document.title = unread === 0 ? 'Inbox' : `(${unread}) Inbox`
})
const dialog = signal<Dialog>('none')
bindShortcuts(document, {
  onResolve() {
    const inbox = app.inbox.peek()
    const ticket = inbox?.opened.ticket.peek() ?? null
    if (ticket !== null && inbox?.rights.may('ticket:write') === true)
      void inbox?.work.change(ticket.id, { status: 'resolved' })
  },
  onDialog(wanted) {
    if (app.inbox.peek() !== null) dialog.value = wanted
  },
})

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no #app')
render(
  <App
    app={app}
    now={createNow(systemClock)}
    keyboard={{ sendKey: /mac|iphone|ipad/i.test(navigator.platform) ? 'Cmd' : 'Ctrl' }}
    isProfileOpen={signal(false)}
    dialog={dialog}
    settingsPorts={{
      origin: location.origin,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      timeZones: Intl.supportedValuesOf('timeZone'),
      go(href) {
        location.hash = href
      },
      previewHref: (token) => `./preview.html?site=${encodeURIComponent(token)}`,
      copy: async (text) => await navigator.clipboard.writeText(text),
      offer(text) {
        const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
        return { href, close: () => URL.revokeObjectURL(href) }
      },
    }}
  />,
  root,
)
