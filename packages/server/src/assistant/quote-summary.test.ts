import { expect, it } from 'vitest'
import type { AssistantTurn } from './assistant.ts'
import { quoteSummary } from './quote-summary.ts'

const visitor = (content: string): AssistantTurn => ({ author: 'visitor', content })

it('[SV200] quotes what was asked, and names what was answered from, once each', () => {
  const history: AssistantTurn[] = [
    visitor('How long\ndoes it take?'),
    { author: 'assistant', content: 'Three days.', sources: ['Shipping', 'Costs'] },
    visitor('And to Norway?'),
    { author: 'assistant', content: 'Ten days.', sources: ['Shipping'] },
  ]
  expect(quoteSummary(history)).toBe(
    '**The visitor wrote**\n\n- How long does it take?\n- And to Norway?\n\n**Answered from** Shipping; Costs',
  )
})

it('[SV200] is short, however much was said, and has no markup of anybody else', () => {
  const history = Array.from({ length: 9 }, (_, n) => visitor(`${n} ${'x'.repeat(500)}`))
  const summary = quoteSummary([...history, visitor('![x](https://evil.test) <b>`')])
  expect(summary.length).toBeLessThan(1_500)
  expect(summary).toContain('- … (5 more before)')
  expect(summary).toContain('- !\\[x\\](https://evil.test) \\<b\\>\\`')
  expect(summary).toContain('**Answered from** no article')
})

it('[SV200] says nothing of a visitor who said nothing', () => {
  expect(quoteSummary([{ author: 'agent', content: 'Hello?' }])).toBe('')
})
