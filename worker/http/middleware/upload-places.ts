/** One upload of a visitor that is being read or looked at. */
export interface UploadPlace {
  /** More of it came. */
  seen(): void
  /** It is answered; again means nothing. */
  leave(): void
}

/** Whoever gave no sign of life for so long is gone: a request that its visitor dropped never says goodbye. */
const GONE_MS = 60_000

/**
 * Places for bodies that take megabytes of the isolate, so many at a time whoever sends them; null where none is free.
 * Nobody waits for one: what another request would have to do for it may never happen.
 */
export function uploadPlaces(most: number, now: () => number = () => performance.now()) {
  let taken: { seen: number }[] = []
  return {
    take(): UploadPlace | null {
      const at = now()
      taken = taken.filter(({ seen }) => at - seen < GONE_MS)
      if (taken.length >= most) return null
      const place = { seen: at }
      taken.push(place)
      return {
        seen: () => {
          place.seen = now()
        },
        leave: () => {
          taken = taken.filter((one) => one !== place)
        },
      }
    },
  }
}
