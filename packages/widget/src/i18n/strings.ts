/** Every text a visitor can meet. Functions where a number or a name decides the form. */
import type { Delivery, SendResult, Trouble } from '@porchlight/sync'

/** Why a text stayed in the composer. */
export type Refusal = Exclude<SendResult['kind'], 'stored' | 'blank'>

/** Texts of the launcher: they are in the first file, so there are few. */
export interface LauncherStrings {
  readonly openChat: string
  readonly closeChat: string
  readonly unread: (count: number) => string
  readonly loadFailed: string
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
  readonly sources: string
  readonly newMessages: string
  readonly loadingOlder: string
  readonly delivery: (delivery: Delivery) => string
  readonly retry: string
  readonly edit: string
  readonly discard: string
  readonly offline: (waiting: number) => string
  readonly connecting: (waiting: number) => string
  readonly backOnline: string
  readonly trouble: (trouble: Trouble | 'load') => string
  readonly said: (author: string, text: string) => string
}

export interface Strings extends LauncherStrings, PanelStrings {}
