/**
 * The visitor's yes to being remembered, where a site asks for it. The panel asks, the core waits,
 * and they meet in the event that a page can hear as well.
 */
import { consentKey, readMark, writeMark } from '../loader/mark.ts'
import type { Host } from './host.ts'
import type { CoreOptions } from './options.ts'
import type { Kinds } from './read-options.ts'

type Chat = Pick<Host, 'options' | 'read' | 'emit'>

export const consentKinds: Kinds<Pick<CoreOptions, 'consent'>> = { consent: ['required', 'given'] }

/** Whether nothing may be stored and nothing sent before the visitor has said yes. */
export function needsConsent({ options, read }: Pick<Chat, 'options' | 'read'>): boolean {
  return read(consentKinds).consent === 'required' && readMark(consentKey(options.token)) === ''
}

/** The visitor has said yes, and need not do so again on the next page. */
export function giveConsent({ options, emit }: Pick<Chat, 'options' | 'emit'>): void {
  writeMark(consentKey(options.token), 'given')
  emit('consent-changed', { consent: 'given' })
}
