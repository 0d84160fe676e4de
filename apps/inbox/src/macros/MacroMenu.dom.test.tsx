import { settle } from '@porchlight/testkit'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createKeptMacro } from '../models/kept-macro.ts'
import { createMacros } from '../models/macros.ts'
import { buildMacro } from '../testing/build.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { MacroMenu } from './MacroMenu.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

async function drawn(...names: readonly string[]) {
  const { api, client } = openFakeApi()
  for (const [n, name] of names.entries()) {
    const text = `${name}, {{visitor.name}} of {{visitor.city}}`
    api.macros.set(`macro-${n + 1}`, buildMacro(n + 1, { name, text }))
  }
  const macros = createMacros(client.macros, createKeptMacro(createMemoryStorage))
  const done: string[] = []
  const lookUp = (name: string) => (name === 'visitor.name' ? 'Ada' : null)
  await act(async () => {
    render(
      <MacroMenu
        macros={macros}
        lookUp={lookUp}
        onInsert={(text) => done.push(text)}
        onClose={() => done.push('closed')}
      />,
      root,
    )
    await settle()
  })
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector)
    if (found === null) throw new Error(`no ${selector}`)
    return found
  }
  return {
    api,
    macros,
    done,
    find,
    names: () => [...root.querySelectorAll('[role="option"]')].map((each) => each.textContent),
    type: (selector: string, text: string) =>
      act(() => {
        const field = find(selector) as HTMLInputElement
        field.value = text
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }),
    press: (key: string) =>
      act(() => {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
        find('input').dispatchEvent(event)
      }),
    click: (word: string) =>
      act(async () => {
        const buttons = [...root.querySelectorAll('button')]
        buttons.find(({ textContent }) => textContent?.trim() === word)?.click()
        await settle()
      }),
    submit: () =>
      act(async () => {
        find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
        await settle()
      }),
  }
}

it('finds a macro by a few letters, shows what it says here, and puts that in', async () => {
  const { names, type, press, find, done } = await drawn('Refund', 'Thanks', 'Refund in cash')
  await type('input', 'rfnd')
  await press('ArrowDown')
  const preview = find('.macro-preview')
  expect([names(), preview.textContent, preview.querySelector('mark')?.textContent]).toEqual([
    ['Refund', 'Refund in cash'],
    'Refund in cash, Ada of {{visitor.city}}',
    '{{visitor.city}}',
  ])
  await press('Enter')
  expect(done).toEqual(['Refund in cash, Ada of {{visitor.city}}'])
})

it('makes one, changes it and deletes it, all by buttons that a keyboard reaches', async () => {
  const { api, names, type, click, submit } = await drawn()
  await click('New macro')
  await type('input', ' Hello ')
  await type('textarea', 'Hi {{visitor.name}}')
  await submit()
  expect([...api.macros.values()].map(({ name, text }) => [name, text])).toEqual([
    ['Hello', 'Hi {{visitor.name}}'],
  ])
  await click('Edit Hello')
  await type('input', 'Hi')
  await submit()
  expect(names()).toEqual(['Hi'])
  await click('Edit Hi')
  await click('Delete')
  await click('Delete macro')
  expect([names(), api.macros.size]).toEqual([[], 0])
})

it('has the keys from the moment one is begun, before any effect of its drawing has run', async () => {
  await drawn()
  const buttons = [...root.querySelectorAll('button')]
  buttons.find(({ textContent }) => textContent === 'New macro')?.click()
  await Promise.resolve()
  const name = root.querySelector('form input')
  expect([name !== null, document.activeElement === name]).toEqual([true, true])
})

it('says of a macro what was not deleted, and nothing of it at another one', async () => {
  const { api, click, find } = await drawn('Hello')
  await click('Edit Hello')
  api.fail({ to: 'DELETE macros/', as: 'offline' })
  await click('Delete')
  await click('Delete macro')
  const told = find('form > [role="alert"]').textContent
  await click('Cancel')
  await click('New macro')
  expect([told, find('form > [role="alert"]').textContent]).toEqual([
    'Not deleted. We cannot reach the server. Check the connection.',
    '',
  ])
})

it('says what is wrong with one, and keeps what was written', async () => {
  const { api, type, click, submit, find, press, done, macros } = await drawn()
  await click('New macro')
  await submit()
  const refused = [find('[role="alert"]').textContent]
  await type('input', 'x'.repeat(201))
  await type('textarea', 'Text')
  await submit()
  refused.push(find('[role="alert"]').textContent)
  await type('input', 'Hello')
  api.fail({ to: 'POST macros/', as: 'offline' })
  await submit()
  refused.push(find('[role="alert"]').textContent)
  expect(refused).toEqual([
    'Not saved: it needs a name.',
    'Not saved: the name is longer than 200 characters.',
    'Not saved. We cannot reach the server. Check the connection.',
  ])
  await press('Escape')
  expect([done, macros.draft.value]).toEqual([
    ['closed'],
    { id: null, name: 'Hello', text: 'Text', was: null },
  ])
})
