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
