/** The part of an R2 bucket that is used. */
export interface MarkBucket {
  get(key: string): Promise<{ text(): Promise<string> } | null>
  put(key: string, value: string): Promise<unknown>
}

/** When the scheduled handler of a cell ran last: one small object of the bucket, so that it costs no row and no event. */
export interface CronMark {
  set(at: Date): Promise<void>
  /** ISO 8601, or null when it never ran. */
  last(): Promise<string | null>
}

/** The mark of one cell, `cells/<code>/cron`. */
export function cronMark(bucket: MarkBucket, { cell }: { cell: string }): CronMark {
  const key = `cells/${cell}/cron`
  return {
    set: async (at) => {
      await bucket.put(key, at.toISOString())
    },
    last: async () => (await (await bucket.get(key))?.text()) ?? null,
  }
}
