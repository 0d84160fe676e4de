import type { ComponentChildren } from 'preact'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'

/** The state of the connection, when it is worth a line. */
export function NoticeBar({ model }: { readonly model: PanelModel }): ComponentChildren {
  const notice = model.notice.value
  if (notice === null) return null
  return (
    <div class={`notice notice-${notice.tone}`} part="notice">
      {notice.tone === 'danger' ? <Icon name="warning" /> : <i class="notice-dot" />}
      <span>{notice.text}</span>
    </div>
  )
}
