/** In the place of `preact` and `@preact/signals`, in a file that is lent both. */
import type * as signals from '@preact/signals'
import type * as preact from 'preact'

/** What is lent. */
export type Kit = Pick<typeof preact, 'createElement' | 'Fragment'> &
  Pick<typeof signals, 'signal' | 'computed' | 'effect' | 'useSignal'>

export let createElement: Kit['createElement']
export let Fragment: Kit['Fragment']
export let signal: Kit['signal']
export let computed: Kit['computed']
export let effect: Kit['effect']
export let useSignal: Kit['useSignal']

/** To be called before anything of the file is used. */
export function borrow(kit: Kit): void {
  ;({ createElement, Fragment, signal, computed, effect, useSignal } = kit)
}
