/**
 * The same as `later.ts` for script tags: files that stand alone, fetched by address, retried under
 * another one. The build puts this file in the place of the other.
 */
import { computed, effect, signal, useSignal } from '@preact/signals'
import { createElement, Fragment } from 'preact'
import type { Host } from '../api/host.ts'
import type { OtherLanguage } from '../i18n/languages.ts'
import type { Strings } from '../i18n/strings.ts'
import type { attach as attachMarkup } from '../markup.ts'
import type { attach } from '../more.ts'
import type { LaterFiles } from './later.ts'

/** Names of the files, put in by the build. */
declare const __LATER__: Readonly<Record<'more' | 'markup' | OtherLanguage, string>>

const kit = { createElement, Fragment, signal, computed, effect, useSignal }

/** @param host knows where our files are */
export function laterFiles({ fetchFile }: Host): LaterFiles {
  return {
    async more(model) {
      const file = (await fetchFile(__LATER__.more)) as { readonly attach: typeof attach }
      return file.attach(kit, model)
    },
    async markup(model) {
      const file = (await fetchFile(__LATER__.markup)) as { readonly attach: typeof attachMarkup }
      return file.attach(kit, model)
    },
    async strings(language) {
      const file = (await fetchFile(__LATER__[language])) as { readonly strings: Strings }
      return file.strings
    },
  }
}
