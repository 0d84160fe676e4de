/**
 * Stands between every assistant and whoever reads it, a visitor or an agent who asked for a
 * suggestion: an article, or what a visitor has written, may have told the assistant what to say.
 * [SV174]
 */
import { isListed } from '../auth/origin-match.ts'
import type { Assistant, AssistantSite, AssistantStep } from './assistant.ts'
import { createLinkFilter, filterLinks, type IsAllowedTarget } from './link-filter.ts'

/** Domains a project's links may lead to, as its settings write them. */
export type DomainsOf = (site: AssistantSite) => Promise<readonly string[]>

/** @returns the same assistant, which says no more than it may */
export function guardAnswers(assistant: Assistant, domainsOf: DomainsOf): Assistant {
  return {
    ...assistant,
    ...(assistant.summarise !== undefined && {
      // For the team, who have the thread itself: it need not lead anywhere.
      summarise: async (history, signal, site) =>
        filterLinks((await assistant.summarise?.(history, signal, site)) ?? '', () => false),
    }),
    async *answer(history, signal, site) {
      const domains = await domainsOf(site)
      const cited = new Set<string>()
      const isAllowed: IsAllowedTarget = ({ kind, href, host }) => {
        if (kind === 'web') return cited.has(withoutPlace(href)) || isListed(new URL(href), domains)
        return kind === 'mail' && isListed(new URL(`https://${host}`), domains)
      }
      const filter = createLinkFilter(isAllowed)
      // Named before the words, so that a link in them may stay one; read behind them, as ever.
      const early: AssistantStep[] = []
      let hasSpoken = false
      for await (const step of assistant.answer(history, signal, site)) {
        if (step.kind === 'citation') cited.add(withoutPlace(step.citation.url))
        if (step.kind === 'text' && typeof step.text === 'string') {
          hasSpoken = true
          yield* said(filter.push(step.text))
        } else if (step.kind === 'citation' && !hasSpoken) early.push(step)
        else yield step
      }
      yield* said(filter.end())
      yield* early
    },
  }
}

function* said(text: string): Generator<AssistantStep> {
  if (text !== '') yield { kind: 'text', text }
}

/** As a link to the page would have it. */
function withoutPlace(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) return ''
  const page = new URL(url)
  page.hash = ''
  return page.href
}
