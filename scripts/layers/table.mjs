/**
 * Who may import whom, package by package. Imports go down only: a package names those below it.
 *
 * A change here is a change of the architecture, and belongs in ARCHITECTURE.md too.
 *
 * @typedef {object} Layer
 * @property {string} folder relative to the repository
 * @property {string[]} workspace our packages it may import, without the scope
 * @property {string[]} thirdParty packages from the registry it may import
 * @property {string[]} [testWorkspace] our packages that its tests may import on top
 * @property {boolean} [node] whether it may import Node's own modules
 * @property {boolean} [isTestCode] whether all of it is test code
 */

/** @type {Layer[]} lowest layer first */
export const layers = [
  {
    folder: 'packages/protocol',
    workspace: [],
    thirdParty: ['valibot', '@valibot/to-json-schema'],
  },
  { folder: 'packages/richtext', workspace: ['protocol'], thirdParty: [] },
  {
    folder: 'packages/client',
    workspace: ['protocol'],
    // Its contract suite runs against the real server.
    testWorkspace: ['server'],
    thirdParty: ['eventsource-parser'],
  },
  {
    folder: 'packages/sync',
    workspace: ['protocol'],
    // The simulation runs the core over the transports that are shipped.
    testWorkspace: ['client'],
    thirdParty: ['dexie'],
  },
  {
    // Contract suites take what they test as an argument, so the kit needs nothing above protocol.
    folder: 'packages/testkit',
    workspace: ['protocol'],
    thirdParty: ['vitest'],
    node: true,
  },
  {
    folder: 'packages/server',
    workspace: ['protocol', 'richtext'],
    thirdParty: [
      'hono',
      '@hono/node-server',
      'kysely',
      'libsql',
      'pg',
      'jose',
      'nodemailer',
      'openai',
      'parse5',
      'pino',
      'prom-client',
    ],
    node: true,
  },
  {
    folder: 'packages/widget',
    workspace: ['protocol', 'sync', 'client', 'richtext'],
    thirdParty: ['preact', '@preact/signals'],
  },
  // The demo is a customer's site: it may use a framework of its own, and of ours what is published
  // for sites: the widget, or the core and a transport for who draws the chat alone.
  { folder: 'apps/demo', workspace: ['widget', 'sync', 'client'], thirdParty: ['preact'] },
  {
    folder: 'apps/inbox',
    workspace: ['client', 'sync', 'richtext', 'protocol'],
    thirdParty: ['preact', '@preact/signals'],
  },
  // The core and its rivals on one page, for the bench.
  {
    folder: 'e2e/pages/outbox',
    workspace: ['protocol', 'sync'],
    thirdParty: [
      '@tanstack/db',
      '@tanstack/offline-transactions',
      'dexie',
      'events',
      'idb',
      'pouchdb-adapter-indexeddb',
      'pouchdb-browser',
      'rxdb',
      'rxjs',
      'workbox-background-sync',
    ],
    isTestCode: true,
  },
  // The core without a face: what e2e drives where the widget would only stand in the way.
  {
    folder: 'e2e/pages/core',
    workspace: ['client', 'sync', 'testkit'],
    thirdParty: [],
    isTestCode: true,
  },
  {
    folder: 'e2e',
    workspace: ['testkit'],
    thirdParty: [
      ...['playwright-core', 'selenium-webdriver', 'axe-core', 'posthog-js', 'pg', 'libsql'],
      // What pages use: their files are put into pages as they are.
      ...['@hotwired/turbo', 'jquery', 'pjax', 'zone.js'],
    ],
    node: true,
    isTestCode: true,
  },
]

/** What test files may import on top of their package's own row. */
export const forTests = {
  workspace: ['testkit'],
  thirdParty: ['vitest', 'fake-indexeddb', 'fast-check', 'happy-dom', 'smtp-server'],
}

/** What `*.config.ts` files may import on top, and what may stand in `devDependencies`. */
export const forTools = {
  thirdParty: [
    'vite',
    'vitest',
    'terser',
    '@types/node',
    '@types/nodemailer',
    '@types/pg',
    '@types/selenium-webdriver',
    '@types/smtp-server',
  ],
}
