/** The settings resource: what a team sets of its project. */
import {
  type ProjectSettings,
  projectSettingsChangeSchema,
  projectSettingsSchema,
} from '@porchlight/protocol'
import { changeProjectSettings, findProjectSettings } from '../../auth/project-settings.ts'
import { jsonResponse } from '../../json-response.ts'
import { notFound } from '../../problem-response.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function settingsRoutes({ store }: Services): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/settings',
      action: 'settings.read',
      summary: 'All settings of the project, of our own widget and of stock ones',
      answers: { 200: json(projectSettingsSchema) },
      handle: async ({ principal }) =>
        answer(await store.read((tx) => findProjectSettings(tx, principal.project))),
    }),
    route({
      method: 'PATCH',
      path: '/settings',
      action: 'settings.write',
      summary: 'Change settings: what is not named stays; 409 when `version` is an older state',
      body: projectSettingsChangeSchema,
      answers: { 200: json(projectSettingsSchema) },
      async handle({ readBody, principal }) {
        const change = await readBody()
        return answer(
          await store.write((tx) => changeProjectSettings(tx, principal.project, change)),
        )
      },
    }),
  ]
}

/** @throws Refusal 404 */
function answer(settings: ProjectSettings | null): Response {
  if (settings === null) throw notFound()
  return jsonResponse(settings)
}
