import type { Dossier, EarlierQuarter, FindingRow, ValueRow } from "../../data/dossier.ts"
import { DomainError } from "../../domain/errors.ts"
import type { Peers } from "../../domain/release/peers.ts"
import type { Edition, Provider } from "../../domain/scoring/edition.ts"
import { editionKeys, type KeyValue } from "../../domain/scoring/keys.ts"
import { type ComposedValue, composeValues } from "../../domain/submission/compose.ts"
import { releasedValues } from "../../domain/submission/edition-checks.ts"
import { standingValues } from "../../domain/submission/parts.ts"
import { registryFigures } from "../../domain/submission/registry-figures.ts"
import type { UseCaseContext } from "../context.ts"

/** What a submission is named by. */
export interface EstateQuarter {
  slug: string
  quarter: string
}

/** A dossier with its edition and last quarter's values: what every page and verb of a submission starts from. */
export interface OpenSubmission {
  dossier: Dossier
  edition: Edition
  /** What counts now, by key, from the company's last filing and the other parts. */
  standing: Map<string, ComposedValue>
  /** Last quarter's verified values. */
  previous: Map<string, KeyValue>
  /**
   * What counts of the quarters before in every check, the latest first: the values (checked before typed) of the newest
   * release, before a release as they stand, of a former company only what was released.
   */
  before: (Map<string, KeyValue> | null)[]
  /** Figures of the estate in the registry, by key. */
  registry: Map<string, number>
  /** What estates of each size had in the newest public release under the same criteria; null where there is none. */
  peers: Peers | null
}

/** What counts of a submission of the dossier, by key. */
export function valuesOf(
  dossier: { values: readonly ValueRow[]; findings: readonly FindingRow[] },
  edition: Edition,
  submission: Dossier["submission"],
): Map<string, ComposedValue> {
  if (!submission) return new Map()
  const rows: ValueRow[] = dossier.values.filter((row) => row.submissionId === submission.id)
  const findings = dossier.findings.filter(
    (finding) => finding.submissionId === submission.id && finding.filing === submission.filing,
  )
  return composeValues(
    editionKeys(edition),
    submission.state,
    standingValues(rows, submission.filing),
    findings,
  )
}

/** Values by key, without what else is known of them. */
export const plain = (composed: ReadonlyMap<string, ComposedValue>) =>
  new Map([...composed].map(([key, { value }]) => [key, value]))

/** Whether an earlier quarter was filed under the company that files this one. */
export function isOwnQuarter(dossier: Dossier, { submission }: EarlierQuarter): boolean {
  const company = dossier.submission?.organisationId ?? dossier.company?.id
  return submission !== null && submission.organisationId === company
}

/** Own quarters of which what was released is not known while they are corrected: what stands by now counts meanwhile. */
export function unkeptQuarters(dossier: Dossier): string[] {
  return dossier.earlier.flatMap((one) =>
    one.released === "unkept" && isOwnQuarter(dossier, one) ? [one.quarter] : [],
  )
}

/** What counts of an earlier quarter, or null. */
function earlierValues(
  dossier: Dossier,
  edition: Edition,
  earlier: EarlierQuarter,
): Map<string, KeyValue> | null {
  const { submission, release, released } = earlier
  if (!submission || (release && !release.scored)) return null
  const own = isOwnQuarter(dossier, earlier)
  if (!own && !release?.public) return null
  // What another company's correction has made of it by now is in no release.
  if (!own && released === "unkept") return null
  const values = plain(
    released && released !== "unkept"
      ? composeValues(editionKeys(edition), "verified", released.values, released.findings)
      : valuesOf(dossier, edition, submission),
  )
  return own ? values : releasedValues(edition, values)
}

/**
 * Opens one estate's quarter. One round trip (two when the edition is new to the isolate). Throws DomainError
 * not_found when it is not in the actor's scope.
 */
export async function openSubmission(
  ctx: Pick<UseCaseContext, "read">,
  slug: string,
  quarter: string,
): Promise<OpenSubmission> {
  return openDossier(ctx, await ctx.read.submissions.dossier(slug, quarter))
}

const codeOf = (editionId: string) => editionId.split("@")[0]

/** Peers of a release, by default the newest before, where that was under the same criteria, of whatever version. */
export function peersFor({ quarter, ...dossier }: Dossier, peers = dossier.peers): Peers | null {
  return peers && codeOf(peers.editionId) === codeOf(quarter.editionId) ? peers.figures : null
}

/** Puts edition and values to a dossier that was read. */
export async function openDossier(
  ctx: Pick<UseCaseContext, "read">,
  dossier: Dossier | null,
): Promise<OpenSubmission> {
  if (!dossier) throw new DomainError("not_found", "not_found")
  const edition = await ctx.read.editions.get(dossier.quarter.editionId)
  const before = dossier.earlier.map((quarter) => earlierValues(dossier, edition, quarter))
  const verified = dossier.earlier[0]?.submission?.state === "verified"
  return {
    dossier,
    edition,
    standing: valuesOf(dossier, edition, dossier.submission),
    previous: (verified && before[0]) || new Map(),
    before,
    registry: registryFigures(dossier.estate),
    peers: peersFor(dossier),
  }
}

/** How every act on a submission may be refused: estate, district or quarter takes no changes, or none any more. */
export const closedRefusals = { closed: "conflict", released: "conflict", exempt: "conflict" } as const

/** Why nothing of this submission can be changed, or null; one that is being corrected can be. */
export function closedReason({ dossier }: OpenSubmission): keyof typeof closedRefusals | null {
  if (dossier.exemption) return "exempt"
  if (dossier.correction && !dossier.releasing) return null
  if (dossier.released) return "released"
  return dossier.closed ? "closed" : null
}

/** Values of all providers but one, by key: for rules between two keys. */
export function valuesOfOthers(open: OpenSubmission, provider: Provider): Map<string, KeyValue> {
  const others = [...open.standing].filter(([, value]) => value.provider !== provider)
  return new Map(others.map(([key, { value }]) => [key, value]))
}
