/** `DELETE /api/conversations/v1/visitor`: a visitor wants everything of theirs to be gone. */
import { authenticateVisitor } from '../../auth/principal.ts'
import { eraseVisitor } from '../../erase/erase-visitor.ts'
import { EMPTY } from '../declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../route.ts'

/** Of somebody whom the site has proven it goes in all of their browsers. */
export function eraseRoute({ store, limits }: Services): OpenRoute {
  return openRoute({
    method: 'DELETE',
    path: '/api/conversations/v1/visitor',
    credentials: 'bearer',
    summary: 'Erase everything of the visitor who asks, who is nobody from then on',
    answers: { 204: EMPTY },
    async handle({ request, address }) {
      limits.use(['identify_per_address', address])
      const header = request.headers.get('authorization')
      const principal = await store.read((tx) => authenticateVisitor(tx, { header, address }))
      await eraseVisitor(store, principal.visitor)
      return new Response(null, { status: 204 })
    },
  })
}
