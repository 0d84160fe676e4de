import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installFromDebian } from './debian.mjs'
import { findOnPath, isExecutable } from './executables.mjs'

/**
 * WebKitGTK, its driver, and a screen for it: what is here, or Debian's packages when we are root
 * there.
 *
 * @typedef {{ driver: string, browser: string, xvfb: string }} WebKit absolute paths
 * @returns {Promise<WebKit | undefined>}
 */
export async function provideWebKit() {
  return findWebKit() ?? (await fromDebian())
}

function findWebKit() {
  const driver = findOnPath(['WebKitWebDriver'])
  const xvfb = findOnPath(['xvfb-run'])
  const browser = process.env.WEBKIT_PATH ?? findMiniBrowser()
  if (driver === undefined || xvfb === undefined || browser === undefined) return undefined
  return { driver, browser, xvfb }
}

/** It is on no PATH: each version of the library has its own, below the folder of the machine's kind. */
function findMiniBrowser() {
  const libraries = ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder))
  const machines = libraries.flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((name) => join(folder, name)),
  ])
  return ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']
    .flatMap((version) => machines.map((folder) => join(folder, version, 'MiniBrowser')))
    .find(isExecutable)
}

async function fromDebian() {
  const packages = ['webkit2gtk-driver', 'xvfb', 'xauth']
  return (await installFromDebian(packages)) ? findWebKit() : undefined
}
