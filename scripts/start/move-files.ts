import { bucketFiles, type ListedBucket } from "../backup/files.ts"

/** What is used of miniflare's bucket here. */
export interface RootedBucket extends ListedBucket {
  delete(key: string): Promise<void>
}

/**
 * Moves what earlier versions kept at the root of the bucket (`releases/`, `work/`) below its cell. A file goes from the
 * root only when it stands in its new place, so an interruption loses none. Answers how many were moved.
 */
export async function moveRootFiles(bucket: RootedBucket, cell: string): Promise<number> {
  const files = bucketFiles(bucket)
  const keys: string[] = []
  for (const folder of ["releases/", "work/"]) for await (const key of files.keys(folder)) keys.push(key)
  for (const key of keys) {
    const bytes = await files.get(key)
    if (bytes) await bucket.put(`cells/${cell}/${key}`, bytes)
    await bucket.delete(key)
  }
  return keys.length
}
