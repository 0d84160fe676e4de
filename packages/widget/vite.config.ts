import { type MinifyOptions, minify } from 'terser'
import terserManifest from 'terser/package.json' with { type: 'json' }
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { changedWorld } from './build/changed-world.ts'
import { dexieOpener } from './build/dexie-opener.ts'
import { lendCore } from './build/lend-core.ts'
import { preactTrimmed } from './build/preact-trimmed.ts'
import { OTHER_LANGUAGES } from './src/i18n/languages.ts'

/**
 * Two forms of the widget.
 *
 * For a script tag: `dist/porchlight.js`, the files it fetches later in `dist/p/`, and those that
 * these fetch after themselves. Each is a build of its own, so that no module is shared
 * between them: a lazy file with a static import cannot be retried in Firefox, which never forgets
 * one that failed. Who fetches a file holds its hashed name, and is built after it.
 *
 * For npm: ES files with dependencies left outside, which an app's bundler puts together.
 */

const lazyNames = [
  'languages',
  'more',
  'markup',
  'restore',
  'presence',
  'panel',
  'posthog',
  'plain',
  'core',
  'extras',
] as const
const fileByName = new Map<string, string>()

const recordNames: Plugin = {
  name: 'porchlight:record-names',
  applyToEnvironment: ({ name }) => lazyNames.some((lazy) => lazy === name),
  writeBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    const entries = chunks.filter((chunk) => chunk.isEntry)
    for (const { name, imports, fileName } of entries) {
      if (imports.length > 0) this.error(`the lazy file ${name} must stand alone`)
      fileByName.set(name, fileName)
    }
    // What it fetches only in trouble may use what is in it: by then it is there.
    const others = chunks
      .flatMap(({ imports }) => imports)
      .filter((name) => entries.every(({ fileName }) => fileName !== name))
    if (others.length > 0) this.error(`${others} is shared between files that are fetched later`)
  },
}

const putNames: Plugin = {
  name: 'porchlight:put-names',
  applyToEnvironment: ({ name }) => ['launcher', 'panel', 'core'].includes(name),
  transform(code, id) {
    const put = (name: string): string => JSON.stringify(fileByName.get(name))
    if (id.endsWith('/src/script.ts')) {
      return code.replaceAll(/\b__CHUNKS__\.(\w+)/g, (_, name) => put(name))
    }
    if (id.endsWith('/src/core/transports.script.ts')) {
      return code.replaceAll(/\b__TRANSPORTS__\.(\w+)/g, (_, name) => put(name))
    }
    if (!id.endsWith('/src/panel/later.script.ts')) return
    const names = ['more', 'markup', 'restore', 'presence', ...OTHER_LANGUAGES].map(
      (name) => `"${name}":${put(name)}`,
    )
    return code.replaceAll(/\b__LATER__\b/g, `({${names}})`)
  },
}

/** A file that is lent preact has none of its own: see `more/kit.ts`. */
const borrowPreact: Plugin = {
  name: 'porchlight:borrow-preact',
  applyToEnvironment: ({ name }) => ['more', 'markup', 'restore', 'presence'].includes(name),
  enforce: 'pre',
  resolveId: (name) =>
    ['preact', '@preact/signals'].includes(name)
      ? `${import.meta.dirname}/src/more/kit.ts`
      : undefined,
}

const byName: Readonly<Record<string, string>> = {
  './later.ts': 'panel/later.script.ts',
  './core/transports.ts': 'core/transports.script.ts',
}

/** In an app, its bundler finds the files; for a script tag, their names are put in. */
const findByName: Plugin = {
  name: 'porchlight:find-by-name',
  applyToEnvironment: ({ name }) => name === 'panel' || name === 'core',
  enforce: 'pre',
  resolveId: (name) =>
    byName[name] === undefined ? undefined : `${import.meta.dirname}/src/${byName[name]}`,
}

const manifest: Plugin = {
  name: 'porchlight:manifest',
  applyToEnvironment: ({ name }) => name === 'launcher',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle)
    const [file] = files
    if (files.length !== 1 || file?.type !== 'chunk') this.error('the launcher must be one file')
    // The server puts the site's settings in its place; folded away, they would never arrive.
    if (file.code.split('@@porchlight-site@@').length !== 2) this.error('the site literal is lost')
    const manifest = { launcher: file.fileName, ...Object.fromEntries(fileByName) }
    this.emitFile({
      type: 'asset',
      fileName: 'porchlight.manifest.json',
      source: `${JSON.stringify(manifest, null, 2)}\n`,
    })
  },
}

const terserOptions: MinifyOptions = {
  module: true,
  ecma: 2020,
  compress: { passes: 3, keep_fargs: false, unsafe_arrows: true },
  format: { comments: false },
}

/**
 * Nearly all of the launcher runs as soon as it has come. Engines that know this comment (Chromium, from
 * 2025) compile its functions while they read the file, and not one by one on the page's own time.
 * https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad\n'

/** A second minifier after the bundler's own: together 2 % smaller than either, of what visitors pay. */
const minifyAgain: Plugin = {
  name: 'porchlight:minify-again',
  applyToEnvironment: ({ name }) => name !== 'npm',
  // A file's hash is taken before this step, so what decides about the step is part of the hash.
  augmentChunkHash: () => JSON.stringify(terserOptions) + terserManifest.version,
  async generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const { code } = await minify(file.code, terserOptions)
      if (code === undefined) this.error(`${file.fileName} could not be minified`)
      file.code = this.environment.name === 'launcher' ? COMPILE_AT_ONCE + code : code
    }
  },
}

// Engines of 2022. One floor for all files: a launcher whose panel cannot run would
// be worse than none. Below it, logical properties would become long lists of `:lang()`.
const engines = ['chrome108', 'firefox101', 'safari15.4']

// Types and the other form are in `dist` too. What has a hash in its name is cleared by the script
// that runs the builds.
const shared = {
  outDir: 'dist',
  emptyOutDir: false,
  modulePreload: false,
  target: engines,
} satisfies EnvironmentOptions['build']

const lazyFiles = (
  names: readonly string[],
  fileOf = (name: string) => `src/${name}.ts`,
): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    ...shared,
    minify: true,
    rolldownOptions: {
      platform: 'browser',
      preserveEntrySignatures: 'allow-extension',
      // A helper that defines a field as `=` would cost more than all classes with fields.
      transform: { assumptions: { setPublicClassFields: true } },
      input: Object.fromEntries(names.map((name) => [name, fileOf(name)])),
      output: {
        format: 'es',
        minify: true,
        entryFileNames: 'p/[name]-[hash:6].js',
        chunkFileNames: 'p/[name]-[hash:6].js',
        // One of sixteen million tells two builds of a file apart, and is packed in half the room.
        hashCharacters: 'hex',
      },
    },
  },
})

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  resolve: {
    conditions: ['source', 'module', 'browser', 'import', 'default'],
    // Dexie's main entry shares one copy per page through a global symbol, and throws when a page
    // has another version. A guest must not meet its host's copy; this file is also smaller.
    alias: {
      dexie: 'dexie/dist/modern/dexie.mjs',
      // See there.
      'preact/jsx-runtime': `${import.meta.dirname}/src/panel/jsx-runtime.ts`,
    },
  },
  // A page's own devtools have nothing to look for in here.
  define: { 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
  // Style sheets imported as text know nothing of their environment: for them vite reads it here.
  build: { cssTarget: engines },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    dexieOpener,
    preactTrimmed,
    changedWorld,
    borrowPreact,
    findByName,
    minifyAgain,
    lendCore,
    recordNames,
    putNames,
    manifest,
  ],
  environments: {
    languages: lazyFiles(
      OTHER_LANGUAGES,
      (language) => `src/i18n/translations/${language.toLowerCase()}.ts`,
    ),
    more: lazyFiles(['more']),
    markup: lazyFiles(['markup']),
    restore: lazyFiles(['restore']),
    presence: lazyFiles(['presence']),
    panel: lazyFiles(['panel']),
    posthog: lazyFiles(['posthog'], (name) => `src/core/${name}.ts`),
    plain: lazyFiles(['plain'], (name) => `src/core/${name}.ts`),
    // As for a client, vite would wrap each `import()` in a preload helper.
    core: { ...lazyFiles(['core']), consumer: 'server', resolve: { noExternal: true } },
    extras: lazyFiles(['extras']),
    launcher: {
      consumer: 'client',
      build: {
        ...shared,
        lib: {
          entry: 'src/script.ts',
          formats: ['iife'],
          name: '__porchlight',
          fileName: () => 'porchlight.js',
        },
        rolldownOptions: { output: { minify: true } },
      },
    },
    npm: {
      // As for a client, vite would wrap each `import()` in a preload helper that no app needs.
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        ...shared,
        minify: false,
        target: 'es2022',
        lib: {
          entry: Object.fromEntries(
            ['index', 'element', 'panel', 'core', 'extras'].map((name) => [name, `src/${name}.ts`]),
          ),
          formats: ['es'],
        },
        rolldownOptions: {
          external: /^(@porchlight\/|@preact\/|preact)/,
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
        },
      },
    },
  },
  builder: {
    // Otherwise each environment has its own copy of this file, and of the names it records.
    sharedConfigBuild: true,
    async buildApp({ environments, build }) {
      for (const name of [...lazyNames, 'launcher', 'npm']) {
        const environment = environments[name]
        if (environment !== undefined) await build(environment)
      }
    },
  },
})
