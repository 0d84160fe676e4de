/** `GET /openapi.json`: what this server answers to. */
import { openApiDocumentSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { json } from '../declaration.ts'
import { type OpenRoute, openRoute, type Route } from '../route.ts'
import { describeApi, type OpenApiDocument } from './document.ts'

/** @param others all routes there are, but this one */
export function openApiRoute(others: {
  readonly routes: readonly Route[]
  readonly openRoutes: readonly OpenRoute[]
}): OpenRoute {
  let document: OpenApiDocument | null = null
  const self = openRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    answers: { 200: json(openApiDocumentSchema) },
    async handle() {
      document ??= describeApi(others.routes, [...others.openRoutes, self])
      return jsonResponse(document)
    },
  })
  return self
}
