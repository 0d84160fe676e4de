import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type CommandFailure, failure, systemCode } from './command-failure.ts'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file of that name is in the way',
  ENOSPC: 'the disk is full',
}

/**
 * Makes the folder if it is missing, readable by its owner only, and proves that it can be written.
 *
 * @returns null when all is well
 */
export async function prepareDataFolder(folder: string): Promise<CommandFailure | null> {
  const probe = path.join(folder, `.probe-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Asking for the rights is not enough: root has them all, also on a read-only disk.
    await writeFile(probe, '')
    await rm(probe)
    return null
  } catch (error) {
    const code = systemCode(error) ?? 'unknown error'
    const reason = REASONS[code] ?? code
    return failure(`Cannot write to ${folder}: ${reason}. Set PORCHLIGHT_DATA to another folder.`)
  }
}
