import type { ComponentChildren } from 'preact'
import type { MoreModel } from '../more-model.ts'

/** In the place of what has a file of its own, while that is on its way. */
export function Restore({ model }: { readonly model: MoreModel }): ComponentChildren {
  const { restore, isRestoreMissing, panel } = model
  return (
    restore.value?.draw() ?? (
      <p class="question" role="status">
        {isRestoreMissing.value && panel.strings.trouble('load')}
      </p>
    )
  )
}
