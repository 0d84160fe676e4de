import { build, type Plugin } from 'vite'

/**
 * Builds scripts that a plain `<script src>` can load, next to the pages and under their own names.
 * A page's module scripts run too late to stand before the chat's own tag, and a strict policy with
 * a nonce is easiest to show with one.
 *
 * @param entries source file by name of the script, without `.js`
 */
export function classicScripts(entries: Readonly<Record<string, string>>): Plugin {
  let root = ''
  return {
    name: 'shop-classic-scripts',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      for (const [name, entry] of Object.entries(entries)) {
        const { code, sources } = await buildClassic(root, entry)
        for (const source of sources) this.addWatchFile(source)
        this.emitFile({ type: 'asset', fileName: `${name}.js`, source: code })
      }
    },
  }
}

async function buildClassic(
  root: string,
  entry: string,
): Promise<{ readonly code: string; readonly sources: readonly string[] }> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'shopScript' },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const chunk = outputs.find((output) => output.type === 'chunk')
  if (chunk === undefined) throw new Error(`${entry} gave no script`)
  return { code: chunk.code, sources: chunk.moduleIds }
}
