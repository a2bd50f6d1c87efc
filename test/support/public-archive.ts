import { readArchive } from "../../scripts/verify/read-archive.ts"
import type { PublicArchive } from "../../worker/domain/selection/public-archive.ts"

/** A public archive as it was downloaded; throws for anything else, and for what is spelt otherwise than it is published. */
export function publicArchiveOf(text: string): PublicArchive {
  const { archive, spelling } = readArchive(Buffer.from(text))
  if (archive.format !== 2 || spelling.length > 0) throw new Error(`no public archive: ${spelling}`)
  return archive
}
