/** `porchlight knowledge`: what the command line may ask about the assistant's articles. */
import { CommandError } from './command-error.ts'

export type KnowledgeCommand =
  | {
      readonly kind: 'knowledge add'
      readonly project: number
      readonly path: string
      /** Null: what the folder or the file is called. */
      readonly source: string | null
      /** Whether the other articles of the source go. */
      readonly replace: boolean
    }
  | { readonly kind: 'knowledge list'; readonly project: number }
  | { readonly kind: 'knowledge remove'; readonly project: number; readonly source: string }

/** The answer of `--help` about them. */
export const KNOWLEDGE_COMMANDS_HELP = `  knowledge add PATH   Adds articles that the assistant answers from: a folder of .md and .html files,
                       one such file, or a .txt file with an address and a file in each line.
                       Adding the same again brings it up to date.
    --source NAME      What they are listed and removed by. Default the name of the file or folder.
    --replace          Removes the other articles of the source, which stay otherwise.
  knowledge list       Lists the articles by source.
  knowledge remove SOURCE
                       Removes the articles of a source.
  All of these take --project ID; default 1.
`

/** What `parseArgs` is to know for them. */
export const KNOWLEDGE_OPTIONS = {
  source: { type: 'string' },
  replace: { type: 'boolean' },
} as const

/**
 * @returns null when the name is no command of these
 * @throws CommandError
 */
export function parseKnowledgeCommand(
  name: string,
  words: readonly string[],
  {
    source,
    replace = false,
    project,
  }: {
    readonly source?: string | undefined
    readonly replace?: boolean | undefined
    readonly project: number
  },
): KnowledgeCommand | null {
  if (name !== 'knowledge') return null
  const [what, which, ...more] = words
  if (more.length > 0) {
    throw new CommandError(`Unexpected argument: ${more.join(' ')}. See --help.`)
  }
  if (what === 'list' && which === undefined) return { kind: 'knowledge list', project }
  if (what === 'remove' && which !== undefined) {
    return { kind: 'knowledge remove', project, source: which }
  }
  if (what === 'add' && which !== undefined) {
    return { kind: 'knowledge add', project, path: which, source: source ?? null, replace }
  }
  throw new CommandError(
    'Use knowledge add PATH, knowledge list or knowledge remove SOURCE. See --help.',
  )
}
