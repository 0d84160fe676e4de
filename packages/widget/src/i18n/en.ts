/** English. Short, plain, first person plural; says what happened and what comes next. */
import type { ProblemCode } from '@porchlight/protocol'
import type { Delivery, MessageChange, Trouble } from '@porchlight/sync'
import type { LauncherStrings, PanelStrings, Refusal, UnreadStrings } from './strings.ts'

const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`)

const WAITING_WORDS: Readonly<Record<Extract<Delivery, { state: 'waiting' }>['why'], string>> = {
  offline: 'Waiting, no connection',
  turn: 'Waiting for its turn',
  busy: 'Waiting, we are busy',
  session: 'Waiting to connect',
}

const DELIVERY_WORDS = {
  sending: 'Sending',
  held: 'Sent',
  sent: 'Sent',
  read: 'Read',
} as const

const FAILURE_WORDS: Partial<Record<ProblemCode, string>> = {
  not_found: 'Not sent: this conversation no longer exists',
  permission_denied: 'Not sent: this conversation is closed',
  quota_limit_exceeded: 'Not sent: we cannot take more messages now',
}

const REFUSAL_WORDS: Readonly<Record<Refusal, (limit: number) => string>> = {
  too_long: (limit) => `Not sent: longer than ${limit.toLocaleString('en')} characters.`,
  full: () => 'Not sent: too many messages wait already. Your text is still here.',
  not_stored: () => 'Not sent: your browser could not keep the message. Your text is still here.',
}

const TROUBLE_WORDS: Readonly<Record<Trouble | 'load', string>> = {
  token:
    'This chat is not set up correctly, so we cannot receive messages here. Please reach us another way.',
  storage:
    'Your browser does not let us keep messages, so we cannot send them safely. Allow this site to keep data, or use another browser.',
  outdated: 'This page is older than the chat in another tab. Reload it to go on.',
  signed_out: 'You have signed out. Reload the page to write again.',
  load: 'A part of the chat could not be loaded. We will try again.',
}

const CHANGE_WORDS: Readonly<Record<MessageChange['kind'], string>> = {
  edit: 'Changing it',
  withdraw: 'Taking it back',
  late: 'Sent before your change',
}

/** Texts of the first file. */
export const launcherEn: LauncherStrings = {
  openChat: 'Open chat',
  closeChat: 'Close chat',
  loadFailed: 'The chat could not load. Try again',
}

/** Texts that the core lends the launcher. */
export const unreadEn: UnreadStrings = {
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  comma: ', ',
}

/** Texts of the panel. */
export const panelEn: PanelStrings = {
  dialog: (site) => (site === '' ? 'Chat' : `Chat with ${site}`),
  close: 'Close chat',
  greeting: 'Hello. What can we help you with?',
  greetingDetail:
    'Ask anything. If you go offline, we keep your message and send it when you are back.',
  chat: 'Chat',
  personFrom: (person, site) => (site === '' ? person : `${person} from ${site}`),
  messages: 'Messages',
  suggestions: 'Suggested questions',
  placeholder: 'Write a message',
  send: 'Send',
  stop: 'Stop the answer',
  counter: (length, limit) => `${length.toLocaleString('en')} of ${limit.toLocaleString('en')}`,
  refusal: (why, limit) => REFUSAL_WORDS[why](limit),
  youSaid: 'You said:',
  today: 'Today',
  yesterday: 'Yesterday',
  you: 'You',
  assistant: 'Assistant',
  assistantTag: 'AI',
  team: 'Team',
  writing: (author) => `${author} is answering`,
  paused: 'The rest comes when the connection is back.',
  cutOff: 'This answer was cut off.',
  sources: 'Sources',
  task: (isDone) => (isDone ? 'Done' : 'To do'),
  newMessages: 'New messages',
  loadingOlder: 'Loading earlier messages',
  delivery: (delivery) => {
    if (delivery.state === 'waiting') return WAITING_WORDS[delivery.why]
    if (delivery.state === 'failed') return FAILURE_WORDS[delivery.code] ?? 'Not sent'
    return 'mayBeTwice' in delivery
      ? 'Sent, may have arrived twice'
      : DELIVERY_WORDS[delivery.state]
  },
  nextTry: (time) => `, next try at ${time}`,
  retry: 'Retry',
  edit: 'Edit',
  discard: 'Discard',
  withdraw: 'Take back',
  copy: 'Copy',
  change: (kind) => CHANGE_WORDS[kind],
  sendAsNew: 'Send as a new message',
  editing: 'You are changing a message.',
  cancel: 'Cancel',
  save: 'Save',
  editTooLate: 'It was sent before your change. Your new text is still here.',
  back: (unread) => `Your conversations${unread === 0 ? '' : `, ${unread} unread elsewhere`}`,
  menu: 'Menu',
  offline: (waiting) =>
    `No connection. We will send ${waiting === 0 ? 'what you write' : messages(waiting)} when it is back.`,
  connecting: (waiting) =>
    `Connecting.${waiting === 0 ? '' : ` ${messages(waiting)} will follow.`}`,
  backOnline: 'The connection is back.',
  trouble: (trouble) => TROUBLE_WORDS[trouble],
  said: (author, text) => `${author}: ${text}`,
}
