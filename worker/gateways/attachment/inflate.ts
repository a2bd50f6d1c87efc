import { Inflate } from "fflate"
import { refusedFile } from "./file-parts.ts"

/** Bytes inflated at a time: a thousand times as many can come of them. */
const STEP = 4096

/** Hands on what comes out of deflated data, `most` bytes of it. Throws DomainError invalid when there is more. */
export function inflate(packed: Uint8Array, most: number, take: (chunk: Uint8Array) => void): void {
  let size = 0
  let ended = false
  const stream = new Inflate((chunk, final) => {
    size += chunk.length
    ended ||= final
    if (size > most) throw refusedFile("attachment_broken")
    take(chunk)
  })
  try {
    // The first two bytes are zlib's header, which says nothing that is needed.
    for (let at = 2; at < packed.length && !ended; at += STEP) stream.push(packed.subarray(at, at + STEP))
  } catch {
    throw refusedFile("attachment_broken")
  }
}
