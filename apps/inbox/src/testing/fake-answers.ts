/** What a server answers, as the fake one does. */

/** A request, and the id in its path. */
export interface Asked {
  readonly method: string
  readonly id: string
  readonly url: URL
  readonly init: RequestInit
}

/**
 * One of the resources that are kept as they come: listed, made, changed and deleted.
 *
 * @param build makes the next one, and says under what it is kept
 */
export function answerSaved<T extends object>(
  saved: Map<string, T>,
  build: (n: number) => readonly [string, T],
  { method, id, url, init }: Asked,
): Response {
  if (id === '' && method === 'GET') return pageOf(url)([...saved.values()])
  const known = saved.get(id)
  if (id !== '' && known === undefined) return problem(404, 'not_found')
  if (method === 'GET') return json(known)
  if (method === 'DELETE') {
    saved.delete(id)
    return new Response(null, { status: 204 })
  }
  const [key, made] = known === undefined ? build(saved.size + 1) : [id, known]
  const { was = {}, ...change } = bodyOf(init)
  for (const [field, value] of Object.entries(was)) {
    if (Reflect.get(made, field) !== value) return problem(409, 'conflict')
  }
  const row = { ...made, ...change }
  saved.set(key, row)
  return json(row, known === undefined ? 201 : 200)
}

export function pageOf({ searchParams }: URL) {
  const offset = Number(searchParams.get('offset') ?? 0)
  const end = offset + Number(searchParams.get('limit') ?? 100)
  return (rows: readonly unknown[]): Response =>
    json({
      count: rows.length,
      next: end < rows.length ? 'next' : null,
      previous: null,
      results: rows.slice(offset, end),
    })
}

export function bodyOf(init: RequestInit) {
  return JSON.parse(String(init.body))
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status })
}

export function problem(status: number, code: string): Response {
  return json({ type: 'invalid_request', code, detail: code, attr: null }, status)
}
