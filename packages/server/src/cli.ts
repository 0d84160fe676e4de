#!/usr/bin/env node
/** The `porchlight` command: reads arguments and environment, runs, and ends with a status. */
import { HELP, parseCommand } from './cli/arguments.ts'
import { CommandError } from './cli/command-error.ts'
import { createLog } from './cli/create-log.ts'
import { readEnvironment } from './cli/environment.ts'
import { copy, migrate, restored } from './cli/move-data.ts'
import { runAccount } from './cli/run-account.ts'
import { runKnowledge } from './cli/run-knowledge.ts'
import { runOperation } from './cli/run-operation.ts'
import { settings } from './cli/settings.ts'
import { start } from './cli/start.ts'
import { createTerminalLog } from './cli/terminal-log.ts'
import { StartError } from './store/start-error.ts'

async function run(): Promise<void> {
  const command = parseCommand(process.argv.slice(2))
  const print = (text: string): void => console.log(text)
  const log = createLog(process.env, process.stdout.isTTY === true)
  switch (command.kind) {
    case 'help':
      return print(HELP)
    case 'keys add':
    case 'keys list':
    case 'keys revoke':
    case 'agents add':
    case 'agents list':
    case 'agents remove':
    case 'sites add':
    case 'sites list':
    case 'identity add':
    case 'identity list':
    case 'identity remove':
      return await runAccount(command, { environment: readEnvironment(process.env), log, print })
    case 'settings':
      return await settings({ environment: readEnvironment(process.env), log, print }, command)
    case 'migrate':
      return await migrate({ environment: readEnvironment(process.env), log, print })
    case 'copy':
      return await copy({ environment: readEnvironment(process.env), log, print }, command.to)
    case 'restored':
      return await restored({ environment: readEnvironment(process.env), log, print })
    case 'knowledge add':
    case 'knowledge list':
    case 'knowledge remove':
      return await runKnowledge(command, { environment: readEnvironment(process.env), log, print })
    case 'erase':
    case 'backup':
    case 'webhooks add':
    case 'webhooks list':
    case 'webhooks remove':
    case 'notifications':
      return await runOperation(command, { environment: readEnvironment(process.env), log, print })
    case 'start': {
      const environment = readEnvironment(process.env)
      return await start({ folders: command.folders, environment, log, print })
    }
  }
}

run().then(
  // Every server and store is closed by now; a timer left behind must not hold the terminal.
  () => process.exit(0),
  (error: unknown) => {
    const isForPeople = error instanceof CommandError || error instanceof StartError
    if (isForPeople) console.error(`porchlight: ${error.message}`)
    else createTerminalLog('error').error('failed', { error })
    process.exit(1)
  },
)
