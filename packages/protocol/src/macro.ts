/** Saved replies of the team: `conversations/macros/`. Not published. */
import * as v from 'valibot'
import { noArray } from './free-json.ts'
import { REPLY_MAX_CHARACTERS } from './limits.ts'
import { maxCharacters, notBlank } from './text-rules.ts'

/** Longest name of a saved reply, in characters. */
export const MACRO_NAME_MAX_CHARACTERS = 200

const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('This field may not be blank.'),
  maxCharacters(MACRO_NAME_MAX_CHARACTERS),
)

const textSchema = v.pipe(v.string(), notBlank(), maxCharacters(REPLY_MAX_CHARACTERS))

/** `POST macros/`. */
export interface CreateMacroRequest {
  readonly name: string
  /** As it is written: `{{visitor.name}}` stands for what whoever inserts it knows. */
  readonly text: string
}

export const createMacroRequestSchema: v.GenericSchema<unknown, CreateMacroRequest> = v.object({
  name: nameSchema,
  text: textSchema,
})

/** `PATCH macros/:id/`: only what is named changes. */
export interface UpdateMacroRequest {
  readonly name?: string
  readonly text?: string
  /** What the fields are taken to be; where one is another by now, 409 and nothing changes. */
  readonly was?: Readonly<{ name?: string; text?: string }>
}

export const updateMacroRequestSchema: v.GenericSchema<unknown, UpdateMacroRequest> = v.object({
  name: v.exactOptional(nameSchema),
  text: v.exactOptional(textSchema),
  was: v.exactOptional(
    v.pipe(
      v.unknown(),
      noArray,
      v.object({ name: v.exactOptional(v.string()), text: v.exactOptional(v.string()) }),
    ),
  ),
})

/** A saved reply, as the whole team sees it. */
export interface Macro {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly created_at: string
  readonly updated_at: string
}

export const macroSchema: v.GenericSchema<unknown, Macro> = v.object({
  id: v.string(),
  name: v.string(),
  text: v.string(),
  created_at: v.string(),
  updated_at: v.string(),
})
