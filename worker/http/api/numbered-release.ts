import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { PageRequest } from "../public/serve.ts"
import { noRelease } from "./answer.ts"

/** A release of a period by its number: the present one, or one that was corrected since. */
export async function releaseNumbered(
  { reader, state }: PageRequest,
  period: string,
  number: string,
): Promise<PublishedRelease> {
  const named = (one: { period: string; number: number }) =>
    one.period === period && String(one.number) === number
  const row = state.superseded.find(named)
  const manifest = row && (await reader.manifest(period, row.manifestHash))
  const release = manifest ? { ...row, kind: manifest.kind, manifest } : state.releases.find(named)
  if (!release) throw noRelease(state, `${period}/${number}`)
  return release
}
