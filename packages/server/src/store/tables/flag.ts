/** Yes or no, as both engines keep it: 1 or 0. */
export type Flag = 0 | 1
