/** The folders a start is given: those to read must be there, the one to write must take a file. */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { StartFolders } from './arguments.ts'
import { CommandError, systemCode } from './command-error.ts'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'it cannot be created',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file of that name is in the way',
  ENOSPC: 'the disk is full',
}

/**
 * Makes the folder if it is missing, readable by its owner only, and proves that it can be written.
 *
 * @throws CommandError when it cannot
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  const probe = path.join(folder, `.probe-${process.pid}`)
  try {
    await makeFolder(folder)
    // Asking for the rights is not enough: root has them all, also on a read-only disk.
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const code = systemCode(error) ?? 'unknown error'
    const reason = REASONS[code] ?? code
    const advice = 'Set PORCHLIGHT_DATA to another folder.'
    throw new CommandError(`Cannot write to ${folder}: ${reason}. ${advice}`)
  }
}

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never returns where the system
 * denies that a folder can exist, such as below /proc (seen with Node 20.20).
 */
async function makeFolder(folder: string): Promise<void> {
  const isMissingParent = await mkdir(folder, { mode: 0o700 }).then(
    () => false,
    (error) => {
      if (systemCode(error) === 'EEXIST') return false
      if (systemCode(error) === 'ENOENT' && path.dirname(folder) !== folder) return true
      throw error
    },
  )
  if (!isMissingParent) return
  await makeFolder(path.dirname(folder))
  await mkdir(folder, { mode: 0o700 })
}

/** @throws CommandError for a folder that is named but does not exist */
export async function checkFolders(folders: StartFolders): Promise<void> {
  for (const [option, folder] of Object.entries(folders)) {
    if (folder === null) continue
    const isFolder = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    if (!isFolder) throw new CommandError(`--${option}: there is no folder ${folder}.`)
  }
}
