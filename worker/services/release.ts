import type { Memory } from "../domain/memory.ts"
import { contentStore } from "../gateways/content-store.ts"
import { tokenMaker } from "../gateways/derived-token.ts"
import { digestText } from "../gateways/digest.ts"
import type { ReleaseDeps } from "../usecases/release/release-run.ts"

type Bucket = Parameters<typeof contentStore>[0]

/** Where the releases of a cell are written, and what their public and private digests are made by. */
export function releaseDepsOf(
  bucket: Bucket,
  { code: cell, secret }: { code: string; secret: string },
  memory?: Memory,
): ReleaseDeps {
  return {
    files: contentStore(bucket, { cell, folder: "releases", memory }),
    work: contentStore(bucket, { cell, folder: "work" }),
    digest: digestText,
    keyed: tokenMaker(secret, "release-inputs", cell),
  }
}
