/** Pages of lists by limit and offset, as everywhere in the published API. */
import { countSchema, type ListPage } from '@porchlight/protocol'
import type { QueryParameter } from './declaration.ts'

export interface PageRequest {
  readonly limit: number
  readonly offset: number
}

/** The parameters of every list. */
export function pageQuery(limits: { fallback: number; max: number }): {
  readonly limit: QueryParameter
  readonly offset: QueryParameter
} {
  const { fallback, max } = limits
  return {
    limit: {
      description: `Rows in a page: ${fallback} unless told otherwise, ${max} at most.`,
      schema: countSchema,
    },
    offset: { description: 'Rows to pass over.', schema: countSchema },
  }
}

/** Reads `limit` and `offset`. What is no number in range counts as absent, as published. */
export function readPageRequest(url: URL, limits: { fallback: number; max: number }): PageRequest {
  return {
    limit: Math.min(readCount(url, 'limit') || limits.fallback, limits.max),
    offset: readCount(url, 'offset') ?? 0,
  }
}

/** A whole number, 0 or more, from the query; null when absent or something else. */
export function readCount(url: URL, name: string): number | null {
  const text = url.searchParams.get(name) ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** The envelope of a page, with links to its neighbours. */
export function toListPage<T>(
  results: readonly T[],
  { url, count, page }: { url: URL; count: number; page: PageRequest },
): ListPage<T> {
  const { limit, offset } = page
  const hasNext = offset + results.length < count
  return {
    count,
    next: hasNext ? linkTo(url, { limit, offset: offset + limit }) : null,
    previous: offset > 0 ? linkTo(url, { limit, offset: Math.max(0, offset - limit) }) : null,
    results,
  }
}

function linkTo(url: URL, page: PageRequest): string {
  const link = new URL(url)
  link.searchParams.set('limit', String(page.limit))
  link.searchParams.set('offset', String(page.offset))
  return link.href
}
