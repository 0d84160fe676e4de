/** Everything that can be done by name. */
import { FIRST_FILTERS } from '../models/filters.ts'
import type { Inbox } from '../models/inbox.ts'
import { fillMacro, valuesAt } from '../models/macro-text.ts'
import { settingsEntry } from '../models/rights.ts'
import { mailsHref, settingsHref } from '../models/route.ts'
import { wakeTimes } from '../models/wake-times.ts'
import { STATUS_WORDS, STATUSES } from '../words/status-words.ts'
import { findByName } from './find-by-name.ts'

export interface Command {
  readonly word: string
  /** Keys that do the same, in words. */
  readonly keys?: string
  readonly run: () => void
}

export interface CommandSurroundings {
  readonly nowMs: number
  readonly onSignOut: () => void
  readonly onHelp: () => void
  /** Opens an address of this page. */
  readonly onGo: (href: string) => void
}

/** What is possible now: for the open ticket first, if there is one. */
export function commandsOf(
  inbox: Pick<
    Inbox,
    'opened' | 'work' | 'team' | 'views' | 'asked' | 'reply' | 'suggesting' | 'macros' | 'rights'
  >,
  { nowMs, onSignOut, onHelp, onGo }: CommandSurroundings,
): readonly Command[] {
  const { asked, views, team, rights } = inbox
  const me = team.me.value ?? null
  const settingsPart = settingsEntry(rights.may)
  const ask = (change: Parameters<typeof asked.change>[0]) => () => {
    asked.show(null)
    asked.change({ ...FIRST_FILTERS, ...change })
  }
  return [
    ...(rights.may('ticket:write') ? ticketCommands(inbox, nowMs) : []),
    { word: 'Go to the inbox', run: () => asked.show(null) },
    ...views.all.value.map(({ name, short_id: id }) => ({
      word: `Go to ${name}`,
      run: () => asked.show(id),
    })),
    ...(me === null ? [] : [{ word: 'Show what is with me', run: ask({ assignee: ['me'] }) }]),
    { word: 'Show what is with nobody', run: ask({ assignee: ['unassigned'] }) },
    { word: 'Show what is overdue', run: ask({ sla: 'breached' }) },
    ...(settingsPart === null
      ? []
      : [
          {
            word: 'Go to the settings',
            run: () => onGo(settingsHref(settingsPart, asked.query.value)),
          },
        ]),
    ...(rights.may('*')
      ? [{ word: 'Go to the mails', run: () => onGo(mailsHref(asked.query.value)) }]
      : []),
    { word: 'Show all keys', keys: '?', run: onHelp },
    { word: 'Sign out', run: onSignOut },
  ]
}

function ticketCommands(
  { opened, work, team, reply, suggesting, macros }: Parameters<typeof commandsOf>[0],
  nowMs: number,
): readonly Command[] {
  const ticket = opened.ticket.value
  const writing = reply.value
  if (ticket === null || writing === null) return []
  const { id, status, snoozed_until: snoozedUntil } = ticket
  const me = team.me.value ?? null
  const statuses = STATUSES.filter((each) => each !== status)
  return [
    ...[...statuses].reverse().map((each) => ({
      word: each === 'resolved' ? 'Resolve this ticket' : `Set the status: ${STATUS_WORDS[each]}`,
      ...(each === 'resolved' && { keys: 'e' }),
      run: () => void work.change(id, { status: each }),
    })),
    ...(me === null || ticket.assignee?.id === me.id
      ? []
      : [
          {
            word: 'Take this ticket',
            run: () => {
              const user = { email: me.email }
              void work.change(id, { assignee: { id: me.id, type: 'user', user, role: null } })
            },
          },
        ]),
    ...wakeTimes(nowMs).map(({ word, at }) => ({
      word: `Snooze: ${word}`,
      run: () => void work.change(id, { snoozed_until: at }),
    })),
    ...(snoozedUntil === null
      ? []
      : [{ word: 'Wake now', run: () => void work.change(id, { snoozed_until: null }) }]),
    { word: 'Suggest a reply', run: () => void suggesting.ask(id, writing) },
    {
      word: 'Macros',
      keys: 'm',
      run: () => {
        macros.isOpen.value = true
      },
    },
    ...macros.all.value.map(({ name, text }) => ({
      word: `Macro: ${name}`,
      run: () => writing.insert(fillMacro(text, valuesAt(ticket, me))),
    })),
  ]
}

/** Those that fit what was typed, the surest first. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  return findByName(commands, typed, ({ word }) => word)
}
