import type { JSX, TargetedEvent } from 'preact'
import type { MoreModel } from '../more-model.ts'

/** Asks how the visitor can be reached, before their first message is sent. */
export function DetailsForm({ model }: { readonly model: MoreModel }): JSX.Element {
  const { panel, words, emailProblem } = model

  function submitted(event: TargetedEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const [email, name] = ['email', 'name'].map((field) => textOf(form, field))
    const field = form.querySelector<HTMLInputElement>('input[type=email]')
    emailProblem.value = email === undefined || field?.validity.valid !== true
    if (emailProblem.value || email === undefined) field?.focus()
    else {
      void model.giveDetails(name === undefined ? { email } : { email, name })
      panel.focusComposer()
    }
  }

  return (
    // Checked by us, so that what is wrong is said in the visitor's language.
    <form class="details" noValidate onSubmit={submitted}>
      <p class="details-title">{words.value.detailsTitle}</p>
      <p>{words.value.detailsWhy}</p>
      <label class="details-field">
        {words.value.email}
        <input
          ref={model.takeFocus}
          type="email"
          name="email"
          autocomplete="email"
          maxLength={254}
          aria-invalid={emailProblem.value}
          aria-describedby="email-problem"
        />
      </label>
      <p id="email-problem" class="details-problem" role="status">
        {emailProblem.value && panel.setup.warn(words.value.emailWrong)}
      </p>
      {panel.look.value.collectName && (
        <label class="details-field">
          {words.value.name}
          <input type="text" name="name" autocomplete="name" maxLength={200} />
        </label>
      )}
      <button type="submit" class="button-main">
        {words.value.detailsSend}
      </button>
    </form>
  )
}

function textOf(form: HTMLFormElement, field: string): string | undefined {
  const value = new FormData(form).get(field)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
