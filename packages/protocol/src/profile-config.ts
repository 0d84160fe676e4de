/** How profiles of customers are laid out for a team: `customer_profile_configs/`. */
import * as v from 'valibot'
import { freeJsonSchema } from './free-json.ts'

/** Whose profile: a person's, or that of a group of one of five kinds. */
export type ProfileScope = 'person' | 'group_0' | 'group_1' | 'group_2' | 'group_3' | 'group_4'

const profileScopeSchema: v.GenericSchema<unknown, ProfileScope> = v.picklist([
  'person',
  'group_0',
  'group_1',
  'group_2',
  'group_3',
  'group_4',
])

const LAYOUT_MAX_CHARACTERS = 100_000

/** `POST customer_profile_configs/`. */
export interface CreateProfileConfigRequest {
  readonly scope: ProfileScope
  /** Any JSON; kept as it is. */
  readonly content: unknown
  /** Any JSON; kept as it is. */
  readonly sidebar: unknown
}

export const createProfileConfigRequestSchema: v.GenericSchema<
  unknown,
  CreateProfileConfigRequest
> = v.object({
  scope: profileScopeSchema,
  content: v.optional(freeJsonSchema(LAYOUT_MAX_CHARACTERS), {}),
  sidebar: v.optional(freeJsonSchema(LAYOUT_MAX_CHARACTERS), {}),
})

/** `PATCH customer_profile_configs/:id/`: only what is named changes. */
export interface UpdateProfileConfigRequest {
  readonly scope?: ProfileScope
  readonly content?: unknown
  readonly sidebar?: unknown
}

export const updateProfileConfigRequestSchema: v.GenericSchema<
  unknown,
  UpdateProfileConfigRequest
> = v.object({
  scope: v.exactOptional(profileScopeSchema),
  content: v.exactOptional(freeJsonSchema(LAYOUT_MAX_CHARACTERS)),
  sidebar: v.exactOptional(freeJsonSchema(LAYOUT_MAX_CHARACTERS)),
})

/** One layout, as stored. */
export interface ProfileConfig {
  readonly id: string
  readonly scope: ProfileScope
  readonly content: unknown
  readonly sidebar: unknown
  readonly created_at: string
  readonly updated_at: string
}

export const profileConfigSchema: v.GenericSchema<unknown, ProfileConfig> = v.object({
  id: v.string(),
  scope: profileScopeSchema,
  content: v.unknown(),
  sidebar: v.unknown(),
  created_at: v.string(),
  updated_at: v.string(),
})
