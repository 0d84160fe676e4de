import { expect, it } from 'vitest'
import { parseCommand } from './arguments.ts'
import { CommandError } from './command-error.ts'

const nothing = { widget: null, inbox: null, demo: null, knowledge: null }

it.each([
  [[], { kind: 'help' }],
  [['--help'], { kind: 'help' }],
  [['start', '-h'], { kind: 'help' }],
  [['migrate'], { kind: 'migrate' }],
  [['restored'], { kind: 'restored' }],
  [['copy', '--to', 'postgres://db'], { kind: 'copy', to: 'postgres://db' }],
  [['start'], { kind: 'start', folders: nothing }],
  [
    ['start', '--widget', 'w', '--knowledge=k'],
    { kind: 'start', folders: { ...nothing, widget: 'w', knowledge: 'k' } },
  ],
])('reads %j', (args, command) => {
  expect(parseCommand(args)).toEqual(command)
})

it.each([
  [['stop'], 'Unknown command: stop. See --help.'],
  [['copy'], '--to is missing. See --help.'],
  [['start', 'now'], 'Unexpected argument: now. See --help.'],
  [['start', '--widgets', 'w'], "Unknown option '--widgets'. See --help."],
  [['start', '--widget'], "Option '--widget <value>' argument missing. See --help."],
])('refuses %j in one line', (args, line) => {
  expect(() => parseCommand(args)).toThrow(new CommandError(line))
})
