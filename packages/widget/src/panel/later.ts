/** Files that the panel fetches when there is time, or when somebody needs them. */
import type { Host } from '../api/host.ts'
import type { OtherLanguage } from '../i18n/languages.ts'
import type { Strings } from '../i18n/strings.ts'
import type { MarkupParts } from './messages/markup-parts.ts'
import type { PanelModel } from './panel-model.ts'
import type { MoreScreens, PresencePart, RestorePart, ScreenLoan } from './screens.ts'

/** What fetches them. Each call rejects when the file cannot be had, and may be repeated. */
export interface LaterFiles {
  /** What an open conversation can do without: the list, the menu, forms. */
  more(model: PanelModel): Promise<MoreScreens>
  /** What draws messages with more than words in them. */
  markup(model: PanelModel): Promise<MarkupParts>
  /** What brings conversations here from another browser. */
  restore(model: PanelModel, loan: ScreenLoan): Promise<RestorePart>
  /** What tells who of the team is there, and who writes. */
  presence(model: PanelModel, loan: ScreenLoan): Promise<PresencePart>
  strings(language: OtherLanguage): Promise<Strings>
}

/**
 * An app's bundler finds the files by these specifiers. The build for script tags puts
 * `later.script.ts` in the place of this file.
 */
export function laterFiles(_host: Host): LaterFiles {
  return {
    more: async (model) => (await import('../more/more.ts')).createMore(model),
    markup: async (model) => (await import('../markup/markup-parts.ts')).createMarkupParts(model),
    restore: async (model, loan) =>
      (await import('../restore/create-restore.ts')).createRestore(model, loan),
    presence: async (model, loan) =>
      (await import('../presence/create-presence.ts')).createPresence(model, loan),
    strings: async (language) => (await languages[language]()).strings,
  }
}

type LanguageFile = { readonly strings: Strings }

const languages: Readonly<Record<OtherLanguage, () => Promise<LanguageFile>>> = {
  ar: () => import('../i18n/translations/ar.ts'),
  de: () => import('../i18n/translations/de.ts'),
  es: () => import('../i18n/translations/es.ts'),
  fr: () => import('../i18n/translations/fr.ts'),
  he: () => import('../i18n/translations/he.ts'),
  it: () => import('../i18n/translations/it.ts'),
  ja: () => import('../i18n/translations/ja.ts'),
  nl: () => import('../i18n/translations/nl.ts'),
  pl: () => import('../i18n/translations/pl.ts'),
  'pt-BR': () => import('../i18n/translations/pt-br.ts'),
  'zh-Hans': () => import('../i18n/translations/zh-hans.ts'),
}
