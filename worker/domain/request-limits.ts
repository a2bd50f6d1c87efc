/** What a request may be at most: an address and headers in characters, a body without files in bytes, JSON in levels. */
export const requestLimits = {
  address: 8 * 1024,
  headers: 200,
  headerCharacters: 32 * 1024,
  body: 512 * 1024,
  jsonLevels: 32,
} as const

/** How many items a program may ask a list for, and how many it gets unless it says. */
export const listItems = { least: 1, most: 200, usual: 50 } as const

/** Characters of the key that a program makes for a write. */
export const idempotencyKeyLength = { least: 8, most: 64 } as const

/** Seconds after which a visitor whose files found no place sends them again. */
export const placeRetryAfter = 30

/** Seconds after which a page that waits for a job asks again. */
export const refreshSeconds = 2
