import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export interface OverProps {
  readonly label: string
  readonly children: ComponentChildren
  readonly onClose: () => void
}

/** Lies over everything. The browser keeps the focus in it, and gives it back afterwards. */
export function Over({ label, children, onClose }: OverProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the browser's own way to close it
    <dialog
      ref={ref}
      class="over"
      aria-label={label}
      onCancel={onClose}
      onClick={(event) => {
        // The backdrop belongs to the dialog; what is in it does not end here.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div class="over-inner">{children}</div>
    </dialog>
  )
}
