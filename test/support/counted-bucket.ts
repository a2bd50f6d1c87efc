import type { Bucket } from "../../worker/gateways/content-store.ts"

export interface CountedBucket {
  bucket: Bucket
  /** Objects and parts of objects that were read, and their bytes. */
  read: { count: number; bytes: number }
}

/** A bucket that counts what is read from it. */
export function countedBucket(bucket: Bucket): CountedBucket {
  const read = { count: 0, bytes: 0 }
  const counted: Bucket = {
    head: (key) => bucket.head(key),
    put: (key, value) => bucket.put(key, value),
    async get(key, options) {
      const object = await bucket.get(key, options)
      return (
        object && {
          async arrayBuffer() {
            const bytes = await object.arrayBuffer()
            read.count++
            read.bytes += bytes.byteLength
            return bytes
          },
        }
      )
    },
  }
  return { bucket: counted, read }
}
