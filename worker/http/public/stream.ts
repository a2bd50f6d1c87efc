/**
 * An answer that is made while it is sent: only the part at hand is in memory, whatever the size of the city. The first
 * part is made before anything is sent, so that what cannot be read is still told by its status.
 */
export async function streamOf(parts: AsyncIterator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next = await parts.next()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close()
      controller.enqueue(encoder.encode(next.value))
      next = await parts.next()
    },
    async cancel() {
      await parts.return?.()
    },
  })
}
