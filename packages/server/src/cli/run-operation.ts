/** `porchlight erase`, `backup`, `webhooks` and `notifications`. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { findProject } from '../auth/projects.ts'
import { eraseThread } from '../erase/erase-thread.ts'
import { type Erased, eraseAddress, eraseVisitor } from '../erase/erase-visitor.ts'
import {
  readNotificationSettings,
  writeNotificationSettings,
} from '../notify/notification-settings.ts'
import { DEFAULTS, type Log } from '../server-options.ts'
import { backUp } from '../store/back-up.ts'
import type { Store } from '../store/store.ts'
import { addWebhook, listWebhooks, removeWebhook } from '../webhooks/webhooks.ts'
import { CommandError } from './command-error.ts'
import type { EraseTarget, OperationCommand } from './operation-commands.ts'
import { type StorePlace, withStore } from './with-store.ts'

/** What these commands need of the world. */
export interface OperationPorts {
  readonly environment: StorePlace
  readonly log: Log
  /** Shows something to the person at the terminal. It may be secret, so it is not for the log. */
  print(text: string): void
}

/** @throws CommandError, or the server's StartError: one line each */
export async function runOperation(
  command: OperationCommand,
  { environment, log, print }: OperationPorts,
): Promise<void> {
  await withStore(environment, log, async (store, database) => {
    if ('project' in command) await requireProject(store, command.project)
    switch (command.kind) {
      case 'erase': {
        const erased = await erase(store, command.project, command.target)
        await database.compact({ isAnew: command.vacuum })
        return print(`Erased: visitors ${erased.visitors}, threads ${erased.threads}.`)
      }
      case 'backup': {
        const file = path.resolve(command.file)
        if (existsSync(file)) throw new CommandError(`${file} is there already.`)
        if (database.engine !== 'sqlite') {
          throw new CommandError('PostgreSQL is backed up by pg_dump; see OPERATING.md.')
        }
        await backUp(database, file)
        return print(file)
      }
      case 'webhooks add': {
        const added = await store.write((tx) => addWebhook(tx, DEFAULTS.random, command))
        return print(`${added.id}\nSecret, shown only now: ${added.secret}`)
      }
      case 'webhooks list': {
        const rows = await store.read((tx) => listWebhooks(tx, command.project))
        return print(rows.map(({ id, url, events }) => `${id}  ${url}  ${events}`).join('\n'))
      }
      case 'webhooks remove': {
        const isRemoved = await store.write((tx) => removeWebhook(tx, command.id))
        if (!isRemoved) throw new CommandError(`There is no webhook ${command.id}.`)
        return
      }
      case 'notifications':
        return print(await changeNotifications(store, command))
    }
  })
}

async function erase(store: Store, project: number, target: EraseTarget): Promise<Erased> {
  switch (target.kind) {
    case 'visitor':
      return await eraseVisitor(store, target.id)
    case 'email':
      return await eraseAddress(store, { project, email: target.address })
    case 'ticket': {
      const isErased = await store.write(async (tx) => {
        const ticket = await tx.db
          .selectFrom('tickets')
          .select('conversation_id')
          .where('project_id', '=', project)
          .where('number', '=', target.number)
          .executeTakeFirst()
        return ticket !== undefined && (await eraseThread(tx, ticket.conversation_id))
      })
      if (!isErased) throw new CommandError(`There is no ticket ${target.number}.`)
      return { visitors: 0, threads: 1 }
    }
  }
}

async function changeNotifications(
  store: Store,
  { project, recipients, replyMails }: Extract<OperationCommand, { kind: 'notifications' }>,
): Promise<string> {
  const now = await store.write(async (tx) => {
    const before = await readNotificationSettings(tx, project, DEFAULTS.notifications)
    if (recipients === null && replyMails === null) return before
    const after = {
      recipients: recipients ?? before.recipients,
      replyMails: replyMails ?? before.replyMails,
    }
    await writeNotificationSettings(tx, project, after)
    return after
  })
  return `New tickets: ${now.recipients.join(', ') || 'nobody'}\nAnswers: ${now.replyMails}`
}

async function requireProject(store: Store, id: number): Promise<void> {
  const project = await store.read((tx) => findProject(tx, id))
  if (project === null) throw new CommandError(`There is no project ${id}.`)
}
