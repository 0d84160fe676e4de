import { repository } from './repository.mjs'

/**
 * Arguments for Node that start the server on the builds of this repository.
 *
 * Where it listens, where its data lies and which keys it takes come from the environment, which
 * the server reads by itself: HOST, PORT, DEMO_PORT, PORCHLIGHT_DATA, PORCHLIGHT_API_KEY,
 * PORCHLIGHT_WIDGET_TOKEN, DATABASE_URL.
 *
 * @param {{ demo?: string, inbox?: string }} [builds] folders to serve instead of the usual ones
 * @returns {string[]}
 */
export function serverArguments(builds = {}) {
  const at = (path) => `${repository}/${path}`
  return [
    at('packages/server/dist/cli.js'),
    'start',
    ...['--widget', at('packages/widget/dist')],
    ...['--inbox', builds.inbox ?? at('apps/inbox/dist')],
    ...['--demo', builds.demo ?? at('apps/demo/dist')],
    ...['--knowledge', at('apps/demo/help')],
  ]
}
