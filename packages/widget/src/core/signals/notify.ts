/** A notification of the system, where the visitor has allowed them. */

const TEXT_CHARACTERS = 200

export function notify(of: {
  readonly id: string
  readonly title: string
  readonly text: string
  onClick(): void
}): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(of.title, {
      body: of.text.slice(0, TEXT_CHARACTERS),
      tag: of.id,
    })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
      of.onClick()
    })
  } catch {
    // Android lets only service workers do this.
  }
}
