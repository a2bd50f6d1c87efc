/**
 * An answer that is made while it is sent: only the part at hand is in memory, whatever the size of the city. The first
 * part is made before anything is sent, so that what cannot be read is still told by its status; of what cannot be read
 * after it `failed` is told, and the answer breaks off.
 */
export async function streamOf(
  parts: AsyncIterator<string>,
  failed: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const encoder = new TextEncoder()
  let first: IteratorResult<string> | null = await parts.next()
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = first ?? (await parts.next())
        first = null
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      } catch (error) {
        failed(error)
        controller.error(error)
      }
    },
    async cancel() {
      await parts.return?.()
    },
  })
}

/** Bytes of UTF-8 up to which an answer that is made in parts is kept whole, as a page is. */
const SMALL_ANSWER = 256 * 1024

/** What an iterator gave first, and then what it has left. */
async function* goOn(given: readonly string[], left: AsyncIterator<string>): AsyncGenerator<string, void> {
  yield* given
  for (let next = await left.next(); !next.done; next = await left.next()) yield next.value
}

/**
 * The whole of a small answer as text, so that it is made and read from the object store once for everybody; a large one
 * as it came, to be sent in parts.
 */
export async function wholeIfSmall(parts: AsyncIterator<string>): Promise<string | AsyncIterator<string>> {
  const given: string[] = []
  let bytes = 0
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    given.push(next.value)
    bytes += new TextEncoder().encode(next.value).byteLength
    if (bytes > SMALL_ANSWER) return goOn(given, parts)
  }
  return given.join("")
}
