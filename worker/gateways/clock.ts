/** The one clock: the machine's time moved by an offset that only tests set. */
export function clock(offsetMs = 0): () => Date {
  return () => new Date(Date.now() + offsetMs)
}
