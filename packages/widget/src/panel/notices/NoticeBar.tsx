import type { ComponentType } from 'preact'
import { Icon } from '../Icon.tsx'
import { observed } from '../observed.ts'
import type { PanelModel } from '../panel-model.ts'

/** The state of the connection, when it is worth a line. */
export const NoticeBar: ComponentType<{ readonly model: PanelModel }> = observed(({ model }) => {
  const notice = model.notice.value
  if (notice === null) return null
  return (
    <div class={`notice notice-${notice.tone}`} part="notice">
      {notice.tone === 'danger' ? <Icon name="warning" /> : <i class="notice-dot" />}
      <span>{notice.text}</span>
    </div>
  )
})
