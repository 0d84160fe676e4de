import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { ENGINE } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { CommandError } from './command-error.ts'
import type { OperationCommand } from './operation-commands.ts'
import { runOperation } from './run-operation.ts'

async function run(place: Place, command: OperationCommand): Promise<string> {
  const printed: string[] = []
  await runOperation(command, {
    environment: { dataFolder: place.dataDir ?? '', databaseUrl: place.databaseUrl ?? null },
    log: DEFAULTS.log,
    print: (text) => printed.push(text),
  })
  return printed.join('\n')
}

function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it.runIf(ENGINE === 'sqlite')(
  'copies a database that is in use, into a file a server can start on',
  async () => {
    const test = await startTestServer()
    const ada = await test.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Before the backup')
    const folder = tempFolder()
    const file = path.join(folder, 'porchlight.db')
    expect(await run(test.place, { kind: 'backup', file })).toBe(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await ada.append(thread, 'After the backup')
    await expect(run(test.place, { kind: 'backup', file })).rejects.toThrow(CommandError)
    const restored = await test.startAgain({ dataDir: folder })
    expect(await restored.ticketTexts(thread)).toEqual(['Before the backup'])
  },
)

it.runIf(ENGINE === 'sqlite')(
  '[SV74] leaves no byte of an erased message in the files of the database',
  async () => {
    const test = await startTestServer()
    const ada = await test.visitor()
    for (let n = 0; n < 20; n++)
      await ada.append(await ada.open(), `canary-5c1e ${'x'.repeat(3_000)}`)
    await ada.append(await ada.open(), 'canary-5c1e')
    const files = (): string =>
      readdirSync(test.place.dataDir ?? '')
        .map((name) => readFileSync(path.join(test.place.dataDir ?? '', name), 'latin1'))
        .join('')
    expect(files()).toContain('canary-5c1e')
    await test.server.close()
    const target = { kind: 'visitor', id: ada.id } as const
    const printed = await run(test.place, { kind: 'erase', project: 1, target, vacuum: false })
    expect(printed).toBe('Erased: visitors 1, threads 21.')
    expect(files()).not.toContain('canary-5c1e')
  },
)

it.runIf(ENGINE === 'sqlite')('gives room back only when it is asked to', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  for (let n = 0; n < 100; n++) await ada.append(await ada.open(), 'x'.repeat(9_000))
  await test.server.close()
  const size = (): number => statSync(path.join(test.place.dataDir ?? '', 'porchlight.db')).size
  const target = { kind: 'visitor', id: ada.id } as const
  await run(test.place, { kind: 'erase', project: 1, target, vacuum: false })
  const full = size()
  expect(full).toBeGreaterThan(900_000)
  await run(test.place, { kind: 'erase', project: 1, target, vacuum: true })
  expect(size()).toBeLessThan(full / 2)
})

it('shows the secret of a webhook once', async () => {
  const { place } = await startTestServer()
  const url = 'https://a.test/hook'
  const added = await run(place, {
    kind: 'webhooks add',
    project: 1,
    url,
    events: ['ticket.created'],
  })
  const [id = '', secret = ''] = added.split('\nSecret, shown only now: ')
  expect(secret).toMatch(/^plh_[\w-]{43}$/)
  const listed = await run(place, { kind: 'webhooks list', project: 1 })
  expect(listed).toBe(`${id}  ${url}  ticket.created`)
  await run(place, { kind: 'webhooks remove', id })
  expect(await run(place, { kind: 'webhooks list', project: 1 })).toBe('')
  await expect(run(place, { kind: 'webhooks remove', id })).rejects.toThrow(CommandError)
})

it('changes what is said and keeps the rest', async () => {
  const { place } = await startTestServer()
  const nothing = { kind: 'notifications', project: 1, recipients: null, replyMails: null } as const
  expect(await run(place, nothing)).toBe('New tickets: nobody\nAnswers: verified')
  await run(place, { ...nothing, recipients: ['a@b.test'] })
  expect(await run(place, { ...nothing, replyMails: 'any' })).toBe(
    'New tickets: a@b.test\nAnswers: any',
  )
  await expect(run(place, { ...nothing, project: 9 })).rejects.toThrow('There is no project 9.')
})

it('erases nothing for a ticket that does not exist', async () => {
  const { place } = await startTestServer()
  const target = { kind: 'ticket', number: 4 } as const
  await expect(run(place, { kind: 'erase', project: 1, target, vacuum: false })).rejects.toThrow(
    'There is no ticket 4.',
  )
})
