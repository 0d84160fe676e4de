import type { ReadonlySignal } from '@preact/signals'
import type { MarkupStrings, PanelStrings } from '../i18n/strings.ts'

/** Texts of what is drawn here, in the language of now. */
export type MarkupWords = ReadonlySignal<MarkupStrings & Pick<PanelStrings, 'copy'>>
