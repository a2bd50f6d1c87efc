import type { AttachmentFiles } from "../domain/selection/attachment.ts"

/** The part of an R2 bucket that is used. */
export interface AttachmentBucket {
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  put(key: string, value: Uint8Array): Promise<unknown>
  delete(keys: string[]): Promise<void>
}

/** Files in R2 below `cells/<cell>/attachments/`, under random names: nothing of it is public. */
export function attachmentFiles(bucket: AttachmentBucket, { cell }: { cell: string }): AttachmentFiles {
  const keyOf = (file: string) => `cells/${cell}/attachments/${file}`
  return {
    async put(file, bytes) {
      await bucket.put(keyOf(file), bytes)
    },
    async get(file) {
      const object = await bucket.get(keyOf(file))
      return object && new Uint8Array(await object.arrayBuffer())
    },
    async remove(file) {
      await bucket.delete([keyOf(file)])
    },
  }
}
