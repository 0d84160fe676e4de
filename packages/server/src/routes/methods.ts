/** Which methods a path has. */
import type { Declaration } from './declaration.ts'
import type { Method } from './route.ts'

interface Endpoint extends Pick<Declaration, 'answers'> {
  readonly method: Method
}

/** A pattern of addresses, and everything that can be done there. */
export interface Resource<R> {
  readonly path: string
  readonly routes: readonly R[]
}

/**
 * Routes by their paths. Fixed paths come before those with a parameter in their place, so that
 * `/tickets` is no conversation of that id.
 */
export function toResources<R>(
  routes: readonly R[],
  pathOf: (route: R) => string,
): readonly Resource<R>[] {
  // No fixed part of a path sorts behind a tilde.
  const rank = (path: string): string => path.replaceAll(':', '~')
  return [...new Set(routes.map(pathOf))]
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
    .map((path) => ({ path, routes: routes.filter((route) => pathOf(route) === path) }))
}

/**
 * The route for a method. HEAD is GET without the body, where that is no stream: nobody would read
 * it.  [SV59]
 */
export function routeOf<R extends Endpoint>(routes: readonly R[], method: string): R | undefined {
  return routes.find((route) => route.method === method || (method === 'HEAD' && hasHead(route)))
}

/** What stands in `Allow`; anybody may ask for the options of anything. */
export function allowOf(routes: readonly Endpoint[]): string {
  const methods = routes.flatMap((route) => [route.method, ...(hasHead(route) ? ['HEAD'] : [])])
  return [...methods, 'OPTIONS'].sort().join(', ')
}

function hasHead({ method, answers }: Endpoint): boolean {
  return method === 'GET' && answers[200]?.eventStream === undefined
}
