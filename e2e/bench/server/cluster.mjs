import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Databases of the cluster whose address is in POSTGRES_URL. */
export async function createCluster() {
  const url = process.env.POSTGRES_URL
  if (url === undefined) throw new Error('POSTGRES_URL is not set; use `npm run bench -- server`.')
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  return {
    /** @returns {Promise<string>} address of an empty database */
    async createDatabase() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`
      await admin.query(`create database ${name}`)
      const address = new URL(url)
      address.pathname = `/${name}`
      return address.href
    },
    stop: () => admin.end(),
  }
}
