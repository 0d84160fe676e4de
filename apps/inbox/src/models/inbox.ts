/** Everything behind the key, held together: the feed tells the list and the open thread. */
import type { ClientError, TeamClient } from '@porchlight/client'
import type { Agent, Clock, FeedReset, TeamFeedEvent, TicketMessage } from '@porchlight/protocol'
import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals'
import { isKeyUnknown } from '../session/key-refusal.ts'
import { type Asked, createAsked, type QueryBar } from './asked.ts'
import { type Companion, createCompany } from './company.ts'
import { createEarlier, type Earlier } from './earlier.ts'
import { createFeed, type Feed } from './feed.ts'
import { createGathering } from './gathering.ts'
import { createKeptMacro } from './kept-macro.ts'
import { createLayout, type Layout } from './layout.ts'
import { createMacros, type Macros } from './macros.ts'
import { createMails, type Mails } from './mails.ts'
import { createOpened, type Opened } from './opened.ts'
import { createOutcomes, type Outcomes } from './outcomes.ts'
import type { LeftReply, Replies } from './replies.ts'
import type { Reply } from './reply.ts'
import { createRights, type Rights } from './rights.ts'
import { createSelection, type Selection } from './selection.ts'
import { createSettingsRoom, type SettingsOptions, type SettingsRoom } from './settings-room.ts'
import { createSuggesting, type Suggesting } from './suggesting.ts'
import { createTeam, type Team } from './team.ts'
import { tellActivity } from './telling.ts'
import { createTicketList, type TicketList } from './ticket-list.ts'
import { createTickets } from './tickets.ts'
import { createUnread } from './unread.ts'
import { createViews, type Views } from './views.ts'
import { createWork, type Work } from './work.ts'

export interface Inbox {
  readonly feed: Pick<Feed, 'state' | 'retryNow'>
  readonly asked: Asked
  readonly views: Views
  readonly team: Team
  readonly list: TicketList
  readonly selection: Selection
  readonly work: Work
  /** Tags of all tickets we know of, by name. */
  readonly knownTags: ReadonlySignal<readonly string[]>
  readonly opened: Opened
  readonly mails: Mails
  readonly macros: Macros
  readonly settings: SettingsRoom
  readonly outcomes: Outcomes
  readonly rights: Rights
  /** Who else is at the open ticket, and what they do. */
  readonly companions: ReadonlySignal<readonly Companion[]>
  /** The visitor of the open ticket is there, as far as is known. */
  readonly isVisitorHere: ReadonlySignal<boolean>
  /** What is being written to the open ticket. */
  readonly reply: ReadonlySignal<Reply | null>
  /** Replies to other tickets that were to be sent, and were not. */
  readonly leftReplies: ReadonlySignal<readonly LeftReply[]>
  /** They stay drafts, and are told of no more. */
  keepLeft(): void
  /** Messages of visitors that nobody has read, in all tickets that are not resolved. */
  readonly unread: ReadonlySignal<number>
  readonly suggesting: Suggesting
  readonly earlier: Earlier
  readonly layout: Layout
  /** Messages of the open ticket, as far as they have been read. */
  readonly messages: ReadonlySignal<readonly TicketMessage[]>
  close(): void
}

export interface InboxOptions {
  readonly client: TeamClient
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly ticketNumber: ReadonlySignal<number | null>
  readonly isMails: ReadonlySignal<boolean>
  readonly settings: SettingsOptions
  /** Where it stands what is asked of the list. */
  readonly bar: QueryBar
  readonly isVisible: ReadonlySignal<boolean>
  readonly replies: Replies
  /** The server does not accept the key any more. */
  readonly onRefused: (error: ClientError) => void
}

/** Begins to follow and to list. */
export function createInbox(options: InboxOptions): Inbox {
  const { client, clock, random, replies } = options
  const tickets = createTickets()
  const news = createGathering(clock, tickets.put)
  const team = createTeam(client.agents)
  const views = createViews(client.views)
  const asked = createAsked({ bar: options.bar, views, clock })
  const list = createTicketList({
    client: client.tickets,
    tickets,
    clock,
    filters: asked.filters,
    me: computed(() => idOf(team.me.value)),
  })
  const selection = createSelection(list.rows)
  const work = createWork({
    client: client.tickets,
    tickets,
    clock,
    onRefused: options.onRefused,
  })
  const opened = createOpened({
    client: client.tickets,
    tickets,
    wanted: options.ticketNumber,
    isVisible: options.isVisible,
  })
  const mails = createMails({ client: client.mails, isWanted: options.isMails })
  const macros = createMacros(client.macros, createKeptMacro(options.settings.storage))
  const settings = createSettingsRoom({
    ...options.settings,
    client,
    team,
    onFailed(error) {
      if (isKeyUnknown(error)) options.onRefused(error)
    },
  })
  const outcomes = createOutcomes(client.tickets)
  const rights = createRights(client.agents)
  const company = createCompany(clock)
  const feed = createFeed({
    client,
    clock,
    random,
    onUpdate: apply,
    onAside: company.hear,
    onRefused: options.onRefused,
    // The first event of a new stream is a reset, which lists. Without a stream nobody would.
    onLost: () => {
      if (list.rows.peek().length === 0) void list.reload()
    },
  })

  const suggesting = createSuggesting(client.tickets)
  const earlier = createEarlier({ client: client.tickets, ticket: opened.ticket })
  const layout = createLayout(client.profileConfigs)

  const thread = computed(() => {
    const state = opened.state.value
    return state.kind === 'open' ? state.thread : null
  })
  const reply = computed(() => (thread.value === null ? null : replies.to(thread.value.ticketId)))
  const conversation = computed(() => opened.ticket.value?.conversation ?? null)
  const companions = computed(() =>
    company.all.value.filter((each) => each.conversation === conversation.value),
  )
  const isVisitorHere = computed(() =>
    company.visitors.value.has(opened.ticket.value?.person?.id ?? ''),
  )
  const stopTelling = tellActivity({
    client: client.conversations,
    clock,
    conversation,
    reply,
    isVisible: options.isVisible,
  })
  const stopListening = effect(() => {
    if (feed.state.value !== 'live') untracked(company.clear)
  })
  const knownTags = computed(() => {
    const all = [...tickets.byId.value.values()].flatMap(({ tags }) => tags)
    return [...new Set(all)].sort((a, b) => a.localeCompare(b))
  })
  const detach = replies.attach({
    client: client.tickets,
    onPosted(ticketId, message) {
      if (ticketId === thread.peek()?.ticketId) thread.peek()?.put(message)
    },
    onFailed(error) {
      if (isKeyUnknown(error)) options.onRefused(error)
    },
    numberOf: (ticketId) => tickets.byId.peek().get(ticketId)?.ticket_number ?? null,
  })
  const leftReplies = computed(() =>
    replies.left.value.filter(({ ticketId }) => ticketId !== thread.value?.ticketId),
  )
  const unread = createUnread({ client: client.tickets, tickets, clock })

  function apply(update: TeamFeedEvent): void {
    switch (update.event) {
      case 'ticket':
        news.add(update.data)
        break
      case 'message':
        company.posted(update.data.conversation, update.data.message)
        if (update.data.ticket === thread.peek()?.ticketId) thread.peek()?.put(update.data.message)
        break
      case 'ticket_deleted':
        news.flush()
        tickets.forget(update.data.ticket)
        // Says that it is not there, instead of showing a thread that takes no reply any more.
        if (update.data.ticket === thread.peek()?.ticketId) opened.openAgain()
        break
      case 'reset':
        startOver(update.data)
    }
  }

  function startOver({ reason }: FeedReset['data']): void {
    news.flush()
    // Rows of another store have revs of their own; kept, they would shut out the true ones.
    if (reason === 'foreign') {
      tickets.clear()
      opened.openAgain()
    }
    if (reason === 'expired') void thread.peek()?.reload()
    if (views.state.peek().kind === 'failed') void views.reload()
    void list.reload()
  }

  return {
    feed,
    asked,
    views,
    team,
    list,
    selection,
    work,
    knownTags,
    opened,
    mails,
    macros,
    settings,
    outcomes,
    rights,
    companions,
    isVisitorHere,
    reply,
    leftReplies,
    keepLeft() {
      replies.keepLeft(leftReplies.peek().map(({ ticketId }) => ticketId))
    },
    unread: unread.count,
    suggesting,
    earlier,
    layout,
    messages: computed(() => thread.value?.messages.value ?? []),
    close() {
      detach()
      news.close()
      suggesting.close()
      earlier.close()
      layout.close()
      stopTelling()
      stopListening()
      company.clear()
      feed.close()
      list.close()
      work.close()
      unread.close()
      asked.close()
      views.close()
      team.close()
      opened.close()
      mails.close()
      macros.close()
      settings.close()
      outcomes.close()
      rights.close()
    },
  }
}

/** A key that is nobody stays nobody, and what is not known stays unknown. */
function idOf(agent: Agent | null | undefined): number | null | undefined {
  return agent === null || agent === undefined ? agent : agent.id
}
