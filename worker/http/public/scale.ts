import type { Edition } from "../../domain/scoring/edition.ts"
import type { PublicReader } from "./reader.ts"

/** The edition that a period was released by, to read its bands and ranks; null where the period has no release. */
export async function scaleOf(
  reader: Pick<PublicReader, "state" | "edition">,
  period: string,
): Promise<Edition | null> {
  const { releases } = await reader.state()
  const release = releases.find((one) => one.period === period)
  return release ? reader.edition(release.editionId) : null
}
