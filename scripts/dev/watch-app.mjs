import { repository } from '../setup/repository.mjs'

/**
 * Builds an app again whenever one of its files changes, with a script in every page that lets it
 * be reloaded. Kept apart from the app's `dist`, which must never hold that script.
 *
 * @param {string} name of the folder in apps/
 * @param {{ scriptUrl: string, onBuilt: () => void }} options
 * @returns {Promise<string>} the folder with the build, once the first one is there
 */
export async function watchApp(name, { scriptUrl, onBuilt }) {
  // Not at the top of the file: when this command starts, the packages may not be installed yet.
  const { build } = await import('vite')
  const root = `${repository}/apps/${name}`
  const outDir = `${repository}/.porchlight/dev/${name}`
  const watcher = await build({
    root,
    logLevel: 'warn',
    plugins: [reloadScript(scriptUrl)],
    build: { outDir, emptyOutDir: true, watch: {} },
  })
  await new Promise((resolve) => {
    watcher.on('event', async (event) => {
      if (event.code === 'ERROR') console.error(event.error.message)
      if (event.code === 'BUNDLE_END') await event.result.close()
      if (event.code !== 'END') return
      resolve()
      onBuilt()
    })
  })
  return outDir
}

function reloadScript(src) {
  return {
    name: 'porchlight-reload-script',
    transformIndexHtml: () => [{ tag: 'script', attrs: { src, async: true }, injectTo: 'body' }],
  }
}
