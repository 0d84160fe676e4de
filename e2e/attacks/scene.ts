/** Server, network, a site on another origin, and the place that nobody should reach. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type FaultProxy, startProxy } from '../fixtures/proxy.ts'
import { type ServerProcess, startServer } from '../fixtures/server.ts'
import { type Site, startSite } from '../fixtures/site.ts'
import { createTeam, type Team } from '../fixtures/team.ts'
import { type Sink, startSink } from './sink.ts'

export interface Scene {
  readonly server: ServerProcess
  /** The chat's origin, as the browser sees it. */
  readonly proxy: FaultProxy
  readonly site: Site
  readonly sink: Sink
  readonly team: Team
  /** Somebody of the team, with a picture. */
  colleague(name: string): Promise<Team>
  close(): Promise<void>
}

/** 2 by 2 pixels. */
const SMALL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mN4EKUNRAwQCgAp7gWV+RJsigAAAABJRU5ErkJggg==',
  'base64',
)

/** @param articles by file name, what the assistant answers with; without any, people answer */
export async function setScene(
  articles: (sink: Sink) => Readonly<Record<string, string>> = () => ({}),
): Promise<Scene> {
  const sink = await startSink()
  const folder = await mkdtemp(path.join(tmpdir(), 'porchlight-help-'))
  const files = Object.entries(articles(sink))
  await Promise.all(files.map(([name, text]) => writeFile(path.join(folder, name), text)))
  const server = await startServer(files.length > 0 ? { knowledge: folder } : {})
  const proxy = await startProxy(server.port)
  const site = await startSite(proxy.origin)
  let colleagues = 0
  return {
    server,
    proxy,
    site,
    sink,
    team: createTeam(server.origin),
    async colleague(name) {
      const email = `colleague-${++colleagues}@team.example`
      const picture = path.join(folder, 'picture.png')
      await writeFile(picture, SMALL_PNG)
      await server.run(['agents', 'add', '--name', name, '--email', email, '--avatar', picture])
      const printed = await server.run(['keys', 'add', '--agent', email])
      return createTeam(server.origin, /plk_\S+/.exec(printed)?.[0])
    },
    async close() {
      await site.close()
      await proxy.close()
      await server.close()
      await sink.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
