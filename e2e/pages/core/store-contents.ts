/** Looks at the origin's databases without the core. Adds nothing where there is nothing. */
import type { StoreContents } from './core-page.ts'

export async function storeContents(name: string): Promise<StoreContents> {
  const databases = (await indexedDB.databases()).flatMap((database) => database.name ?? [])
  if (!databases.includes(name)) return { databases, rowsByTable: {} }
  const db = await answerOf(indexedDB.open(name))
  const counts = await Promise.all(
    [...db.objectStoreNames].map(async (table) => {
      const count = await answerOf(db.transaction(table).objectStore(table).count())
      return [table, count] as const
    }),
  )
  db.close()
  return { databases, rowsByTable: Object.fromEntries(counts) }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
