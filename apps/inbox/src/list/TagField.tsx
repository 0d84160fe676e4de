import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../Icon.tsx'

export interface TagFieldProps {
  readonly label: string
  readonly tags: readonly string[]
  /** Tags that are in use: they are offered while one is typed. */
  readonly knownTags: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
}

/** Tags as chips, and a field for a further one: Enter or a comma adds it. */
export function TagField({ label, tags, knownTags, onChange }: TagFieldProps): JSX.Element {
  const id = useId()
  const add = (field: HTMLInputElement): void => {
    const tag = field.value.replace(/,$/, '').trim()
    field.value = ''
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag])
  }
  return (
    <div class="one tag-field">
      <label for={id}>{label}</label>
      {tags.length > 0 && (
        <ul class="chips" aria-label={label}>
          {tags.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                class="chip"
                onClick={() => onChange(tags.filter((each) => each !== tag))}
              >
                <bdi>{tag}</bdi>
                <Icon name="close" />
                <span class="unseen">, take away</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        class="field"
        list={`${id}-known`}
        maxLength={100}
        placeholder="Add a tag"
        autocomplete="off"
        onChange={(event) => add(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ',') return
          event.preventDefault()
          add(event.currentTarget)
        }}
      />
      <datalist id={`${id}-known`}>
        {knownTags
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
    </div>
  )
}
