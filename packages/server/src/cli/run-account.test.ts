import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import { hashProof } from '../testing/identity.ts'
import { SMALL_PNG } from '../testing/small-png.ts'
import { inDatabase } from '../testing/test-database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { parseCommand } from './arguments.ts'
import { runAccount } from './run-account.ts'

/** Runs a command line beside the server, as a person does. @returns what it printed */
async function porchlight({ place }: Pick<TestServer, 'place'>, line: string): Promise<string> {
  const command = parseCommand(line.split(' '))
  const printed: string[] = []
  if (!('project' in command)) throw new Error('no command of these')
  await runAccount(command as Parameters<typeof runAccount>[0], {
    environment: { dataFolder: place.dataDir ?? '', databaseUrl: place.databaseUrl ?? null },
    log: DEFAULTS.log,
    print: (text) => printed.push(text),
  })
  return printed.join('\n')
}

describe('[SV136] keys', () => {
  it('do what they may until they are revoked', async () => {
    const server = await startTestServer()
    const key = await porchlight(server, 'keys --name CI --scopes ticket:read')
    const caller = server.callerWith(key)
    expect([(await caller.get('/tickets/')).status, (await caller.get('/')).status]).toEqual([
      200, 403,
    ])
    const list = await porchlight(server, 'keys list')
    expect(list).toMatch(/^[0-9a-f]{12} {2}CI {2}ticket:read {2}never expires$/)
    await porchlight(server, `keys revoke ${list.slice(0, 12)}`)
    expect((await caller.get('/tickets/')).status).toBe(401)
    expect(await porchlight(server, 'keys list')).toContain('revoked')
    await expect(porchlight(server, `keys revoke ${list.slice(0, 12)}`)).rejects.toThrow(
      'There is no key',
    )
  })

  it('end when it was said they would', async () => {
    const server = await startTestServer()
    const key = await porchlight(server, 'keys --expires 1')
    const expiresAt = await inDatabase(server.place, (db) =>
      db.selectFrom('api_keys').select('expires_at').executeTakeFirstOrThrow(),
    )
    server.clock.setNow((expiresAt.expires_at ?? 0) - 1)
    expect((await server.callerWith(key).get('/tickets/')).status).toBe(200)
    server.clock.setNow(expiresAt.expires_at ?? 0)
    expect((await server.callerWith(key).get('/tickets/')).status).toBe(401)
  })
})

it('[SV108] adds a site that shares nothing with the others', async () => {
  const server = await startTestServer()
  const told = await porchlight(server, 'sites add --name Shop --domains shop.com')
  const [, token = ''] = /Widget token: (plw_\S+)/.exec(told) ?? []
  const [, key = ''] = /API key, shown only now: (plk_\S+)/.exec(told) ?? []
  expect(await porchlight(server, 'sites list')).toContain(`2  Shop  ${token}`)
  const response = await server.server.fetch(
    new Request('http://chat.test/api/conversations/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-conversations-token': token },
      body: JSON.stringify({ refresh: null, next: server.refreshToken() }),
    }),
  )
  expect(await response.json()).toMatchObject({
    project: { id: 2, name: 'Shop' },
    settings: { name: 'Shop' },
  })
  expect((await server.callerWith(key).get('/tickets/')).status).toBe(404)
  await expect(porchlight(server, 'keys list --project 3')).rejects.toThrow(
    'There is no project 3.',
  )
})

describe('[SV101] keys of a site', () => {
  it('are made, shown once, and removed', async () => {
    const server = await startTestServer()
    const made = await porchlight(server, 'identity add --kid first')
    const [, secret = ''] = /Secret, shown only now: (\S+)/.exec(made) ?? []
    const { access } = await server.visitor()
    const prove = async (): Promise<number> => {
      const response = await server.server.fetch(
        new Request('http://chat.test/api/conversations/v1/identify', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${access}` },
          body: JSON.stringify(hashProof('ada', secret)),
        }),
      )
      return response.status
    }
    expect([made.startsWith('first\n'), await prove()]).toEqual([true, 200])
    expect(await porchlight(server, 'identity list')).toMatch(/^first {2}hash {2}\d{4}-\d\d-\d\d$/)
    await porchlight(server, 'identity remove first')
    expect([await prove(), await porchlight(server, 'identity list')]).toEqual([401, ''])
  })

  it('are never private ones', async () => {
    const server = await startTestServer()
    const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-keys-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const [open, secret] = [path.join(folder, 'public.pem'), path.join(folder, 'private.pem')]
    writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }))
    writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const add = (file: string) =>
      porchlight(server, `identity add --algorithm EdDSA --public-key ${file}`)
    await expect(add(secret)).rejects.toThrow('never the private one')
    await expect(add(path.join(folder, 'none.pem'))).rejects.toThrow('cannot be read')
    expect(await add(open)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

it('[SV181] adds somebody with a picture, and nobody with what is none', async () => {
  const server = await startTestServer()
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-pictures-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [png, svg, large] = ['g.png', 'g.svg', 'large.png'].map((name) => path.join(folder, name))
  writeFileSync(png ?? '', Buffer.from(SMALL_PNG, 'base64'))
  writeFileSync(svg ?? '', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(large ?? '', Buffer.alloc(65_537))
  const add = (file: string | undefined) =>
    porchlight(server, `agents add --name Grace --email g@team.test --avatar ${file}`)
  await expect(add(svg)).rejects.toThrow(`${svg}: Must be a PNG, JPEG or WebP picture.`)
  await expect(add(large)).rejects.toThrow(`${large}: A picture may have 65536 bytes.`)
  await expect(add('none.png')).rejects.toThrow('--avatar: none.png cannot be read.')
  await expect(add('https://a.test/g.png')).rejects.toThrow('cannot be read.')
  expect(await porchlight(server, 'agents list')).toBe('')
  await add(png)
  const { body } = await server.key.get('/../agents/')
  const picture = await server.server.fetch(new Request(body.results[0].avatar_url))
  expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(SMALL_PNG)
})
