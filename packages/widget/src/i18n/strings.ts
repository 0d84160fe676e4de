/** Every text a visitor can meet. Functions where a number or a name decides the form. */
import type { Score, TicketStatus } from '@porchlight/protocol'
import type { Delivery, MessageChange, SendResult, Trouble } from '@porchlight/sync'
import type { RestoreFailure } from '../api/restore.ts'

/** Why a text stayed in the composer. */
export type Refusal = Exclude<SendResult['kind'], 'stored' | 'blank'>

/** Texts of the launcher: they are in the first file, so there are few. */
export interface LauncherStrings {
  readonly openChat: string
  readonly closeChat: string
  readonly loadFailed: string
}

/** Texts of the launcher once a core counts what is unread. */
export interface UnreadStrings {
  readonly unread: (count: number) => string
  /** Between the name of the launcher and what is unread. */
  readonly comma: string
}

/** Texts of the panel. */
export interface PanelStrings {
  readonly dialog: (site: string) => string
  readonly close: string
  readonly greeting: string
  readonly greetingDetail: string
  readonly chat: string
  readonly personFrom: (person: string, site: string) => string
  readonly messages: string
  readonly suggestions: string
  readonly placeholder: string
  readonly send: string
  readonly stop: string
  readonly counter: (length: number, limit: number) => string
  readonly refusal: (why: Refusal, limit: number) => string
  readonly youSaid: string
  readonly today: string
  readonly yesterday: string
  readonly you: string
  readonly assistant: string
  readonly assistantTag: string
  readonly team: string
  readonly writing: (author: string) => string
  readonly cutOff: string
  /** In place of it while the answer goes on and there is no connection. */
  readonly paused: string
  readonly sources: string
  /** Of the box before something to do. */
  readonly task: (isDone: boolean) => string
  readonly newMessages: string
  readonly loadingOlder: string
  readonly delivery: (delivery: Delivery) => string
  /** Follows the words for a message that waits, with its comma: when it is tried again. */
  readonly nextTry: (time: string) => string
  readonly retry: string
  readonly edit: string
  readonly discard: string
  readonly withdraw: string
  readonly copy: string
  /** What the visitor has asked of a message that had left. */
  readonly change: (kind: MessageChange['kind']) => string
  readonly sendAsNew: string
  /** Above the composer, while it holds a message that is being changed. */
  readonly editing: string
  readonly cancel: string
  readonly save: string
  /** The message was posted first; the new text stays in the composer. */
  readonly editTooLate: string
  /** Of the button that leads to the list. */
  readonly back: (unread: number) => string
  readonly menu: string
  readonly offline: (waiting: number) => string
  readonly connecting: (waiting: number) => string
  readonly backOnline: string
  readonly trouble: (trouble: Trouble | 'load') => string
  readonly said: (author: string, text: string) => string
}

/** Texts of what is fetched after the panel. */
export interface MoreStrings {
  readonly conversations: string
  readonly newConversation: string
  readonly noConversations: string
  /** In a list, before the start of what the visitor wrote last. */
  readonly waitingHere: string
  readonly draft: string
  readonly status: (status: TicketStatus) => string
  readonly unreadMessages: (count: number) => string

  readonly consentQuestion: string
  readonly consentDetail: string
  readonly consentYes: string
  readonly consentNo: string

  readonly helpful: string
  readonly helpfulYes: string
  readonly helpfulNo: string
  readonly helped: string
  readonly askPeople: string
  readonly askedPeople: string
  readonly closed: string
  readonly rate: string
  readonly score: (score: Score) => string
  readonly rateComment: string
  readonly rateSend: string
  readonly rated: string

  /** Somebody of the team is there at this moment. */
  readonly here: string
  /** A person of the team, not the assistant. */
  readonly typing: (who: string) => string
  readonly awayUntil: (when: string) => string
  readonly away: string

  readonly detailsTitle: string
  readonly detailsWhy: string
  readonly email: string
  readonly emailWrong: string
  readonly name: string
  readonly detailsSend: string

  readonly transcript: string
  readonly transcriptTitle: (site: string, date: string) => string
  readonly clearWaiting: (count: number) => string
  readonly mute: string
  readonly unmute: string
  readonly notify: string
  readonly downloadData: string
  /** Of the menu, and the title of what it leads to. */
  readonly restore: string
  readonly deleteData: string
  readonly deleteQuestion: string
  readonly deleteDetail: (waiting: number) => string
  /** In place of the detail, where the server is not there or cannot delete. */
  readonly deleteHere: string
  readonly deleteFailed: string
  readonly deleteConfirm: string
  readonly keep: string
}

/** Texts of what is drawn within messages beyond words. */
export interface MarkupStrings {
  /** Of a table that scrolls, for those who reach it by keyboard. */
  readonly table: string
  readonly copied: string
  readonly showImage: (host: string) => string
  readonly imageFailed: string
  readonly openImage: (host: string) => string
}

/** Texts of what brings conversations here from another browser. */
export interface RestoreStrings {
  readonly restoreWhy: string
  readonly restoreSend: string
  readonly restoreAsked: (email: string) => string
  readonly restoreOpening: string
  readonly restored: (count: number) => string
  readonly restoreProblem: (problem: RestoreProblem) => string
}

/** What its own sentence says; of an address that is none, the form of details has one. */
export type RestoreProblem = Exclude<RestoreFailure, 'no_address'>

export interface Strings
  extends LauncherStrings,
    UnreadStrings,
    PanelStrings,
    MoreStrings,
    MarkupStrings,
    RestoreStrings {}

/**
 * The forms of one thing that is counted, by plural category; `#` stands for the number. A category
 * left out is as `other`: in French, Spanish, Portuguese and Italian `many` are millions, and no
 * browser keeps that many messages.
 */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string
}
