/** Who is measured: what stands on the page, and how one finds the launcher and the text field. */

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(origin: string, token: string) => string} head what a site puts on its page
 * @property {string} launcher selector, looked for in all open shadow roots as well
 * @property {string} field the same for where one writes; equal for those without a launcher
 */

const built = (name, more = '') => `${more}<script type="module" src="/built/${name}.js"></script>`

/** @type {Contender[]} */
export const contenders = [
  {
    name: 'porchlight',
    // As on a site: on localhost it would fetch advice for developers.
    head: (origin, token) =>
      `<script async src="${origin}/porchlight.js" data-token="${token}" data-debug="false"></script>`,
    launcher: '.launcher',
    field: '[data-open] textarea',
  },
  {
    name: 'posthog-js',
    head: (origin, token) =>
      `<script>window.bench=${JSON.stringify({ origin, token })}</script>${built('posthog')}`,
    launcher: '#ph-conversations-widget-container button',
    field: '#ph-conversations-widget-container textarea',
  },
  {
    name: 'deep-chat',
    head: () => built('deep-chat'),
    launcher: '#text-input',
    field: '#text-input',
  },
  {
    name: '@typebot.io/js',
    head: () => built('typebot'),
    launcher: 'typebot-bubble button',
    field: 'typebot-bubble input',
  },
  {
    name: 'flowise-embed',
    head: () => built('flowise'),
    launcher: 'flowise-chatbot button',
    field: 'flowise-chatbot textarea',
  },
  {
    name: '@n8n/chat',
    head: () => built('n8n', '<link rel="stylesheet" href="/built/n8n.css">'),
    launcher: '.chat-window-toggle',
    field: '.chat-inputs textarea',
  },
]

/** The same page with nothing on it: what is subtracted. */
export const nobody = { name: 'nobody', head: () => '', launcher: 'h1', field: 'h1' }
