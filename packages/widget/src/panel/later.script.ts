/**
 * The same as `later.ts` for script tags: files that stand alone, fetched by address, retried under
 * another one. The build puts this file in the place of the other.
 */
import { computed, effect, signal, useSignal } from '@preact/signals'
import { createElement, Fragment } from 'preact'
import type { Host } from '../api/host.ts'
import type { OtherLanguage } from '../i18n/languages.ts'
import type { Strings } from '../i18n/strings.ts'
import type { LaterFiles } from './later.ts'
import type { PresencePart, RestorePart } from './screens.ts'

/** Names of the files, put in by the build. */
declare const __LATER__: Readonly<
  Record<'more' | 'markup' | 'restore' | 'presence' | OtherLanguage, string>
>

const kit = { createElement, Fragment, signal, computed, effect, useSignal }

/** @param host knows where our files are */
export function laterFiles({ fetchFile }: Host): LaterFiles {
  /** A file that is lent our preact. */
  async function lend<Given, Made>(name: string, ...given: Given[]): Promise<Made> {
    const file = (await fetchFile(name)) as { attach(own: typeof kit, ...given: Given[]): Made }
    return file.attach(kit, ...given)
  }
  return {
    more: (model) => lend(__LATER__.more, model),
    markup: (model) => lend(__LATER__.markup, model),
    restore: (model, loan) => lend<unknown, RestorePart>(__LATER__.restore, model, loan),
    presence: (model, loan) => lend<unknown, PresencePart>(__LATER__.presence, model, loan),
    async strings(language) {
      const file = (await fetchFile(__LATER__[language])) as { readonly strings: Strings }
      return file.strings
    },
  }
}
