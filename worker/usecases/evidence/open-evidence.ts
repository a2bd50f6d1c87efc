import type { EvidenceDossier, EvidenceName, EvidenceRow } from "../../data/evidence.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { indicatorFor } from "../../domain/evidence/evidence.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Indicator } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { openFiling } from "../../domain/submission/parts.ts"
import { answeredKey, isAnswer, questionsOf } from "../../domain/submission/questions.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { type Filing, filingOf } from "../submission/open-filing.ts"
import { type EstateQuarter, type OpenSubmission, openDossier } from "../submission/open-submission.ts"

const readers: readonly Permission[] = ["filing.read", "verification.read"]
/** Whoever adds evidence: who types the figures that it proves. */
const typists: readonly Permission[] = ["filing.read", "part.edit"]

/** One estate's quarter with its evidence as the actor may see it. */
export interface SeenEvidence extends Omit<EvidenceDossier, "dossier"> {
  open: OpenSubmission
  /** Whether the actor is told what only authorities know. */
  official: boolean
}

/** Errors: not_found, forbidden. */
export async function openEvidence(
  ctx: UseCaseContext<MemberActor>,
  { slug, quarter }: EstateQuarter,
): Promise<SeenEvidence> {
  if (!readers.some((permission) => may(ctx.actor, permission)))
    throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  const { dossier, ...seen } = await ctx.read.evidence.dossier(slug, quarter)
  const open = await openDossier(ctx, dossier)
  return { ...seen, open, official: may(ctx.actor, "verification.read") }
}

/** What a file goes with: an indicator, or something that came back (退回、提问) and that it answers. */
export interface EvidenceAbout {
  /** The indicator's code, or the name of the answer. */
  name: string
  indicator: Indicator | null
  /** The key that is asked about; null of an indicator, and of a filing that came back as a whole. */
  key: string | null
}

/** What a name stands for, as whoever sees the evidence may open it; null where there is nothing of that name. */
export function aboutOf({ open, evidence }: SeenEvidence, name: string): EvidenceAbout | null {
  const { dossier, edition } = open
  const indicator = edition.indicators.find(({ code }) => code === name)
  if (indicator) return { name, indicator, key: null }
  const mine = new Set(editionKeys(edition).keys())
  const asked = questionsOf(dossier, edition, { mine, whole: true }).some((one) => one.name === name)
  const kept = isAnswer(name) && evidence.some((row) => row.indicator === name)
  return asked || kept ? { name, indicator: null, key: answeredKey(name) } : null
}

/** The name under which somebody who types this part may add a file; undefined where that adds nothing of the name. */
export function addableTo({ edition, mine, questions }: Filing, name: string): string | undefined {
  return (
    indicatorFor(edition.indicators, name, mine)?.code ?? questions.find((one) => one.name === name)?.name
  )
}

/** One provider's part with its evidence. */
export interface EvidenceFiling extends Filing {
  provider: Exclude<Filing["provider"], "city" | "platform">
  /** What the actor's organisation has added, the oldest first, and what it has taken away again. */
  own: EvidenceRow[]
  removed: EvidenceRow[]
  /** Bytes that it keeps for this estate and quarter. */
  used: number
  /** The filing that something that is added now goes along with. */
  filing: number
  outline: EvidenceDossier["outline"]
}

/** The actor's own part of what was opened; null where it types none. */
export function evidenceFilingOf(
  { open, evidence, removed, outline }: SeenEvidence,
  actor: MemberActor,
): EvidenceFiling | null {
  if (!typists.some((permission) => may(actor, permission))) return null
  const filing = filingOf(open, actor)
  const { provider } = filing
  if (provider === "city" || provider === "platform") return null
  const own = evidence.filter(({ organisationId }) => organisationId === actor.organisation.id)
  return {
    ...{ ...filing, provider, own, removed, outline },
    used: own.reduce((sum, { bytes }) => sum + bytes, 0),
    filing: openFiling(open.dossier.submission, provider),
  }
}

/** What somebody who types a part adds evidence to. Errors: not_found, forbidden. */
export const evidenceFilings: Target<EvidenceFiling, EstateQuarter> = {
  async open(ctx, name) {
    const filing = evidenceFilingOf(await openEvidence(ctx, name), ctx.actor)
    if (!filing) throw new DomainError("forbidden", "forbidden")
    return filing
  },
  nameOf: ({ dossier }) => ({ slug: dossier.estate.slug, quarter: dossier.quarter.quarter }),
}

/** One's own file, within the part that it belongs to. */
export interface OwnEvidence extends EvidenceFiling {
  row: EvidenceRow
}

/** A file of the actor's organisation, also one that it took away. Errors: not_found, forbidden. */
export const ownEvidence: Target<OwnEvidence, EvidenceName> = {
  async open(ctx, name) {
    const filing = await evidenceFilings.open(ctx, name)
    const row = [...filing.own, ...filing.removed].find(({ id }) => id === name.evidenceId)
    if (!row) throw new DomainError("not_found", "not_found")
    return { ...filing, row }
  },
  nameOf: (open) => ({ ...evidenceFilings.nameOf(open), evidenceId: open.row.id }),
}

/** Whether it has not gone along with anything that was sent and not withdrawn again. */
export function isUnsent(
  { provider, filing, dossier: { submission } }: EvidenceFiling,
  row: EvidenceRow,
): boolean {
  if (provider !== "company" || row.filing >= filing) return true
  return submission?.state === "draft" && row.filing === submission.filing
}

/** A file on an authority's desk, with what decides whether it may be shown to everybody. */
export interface DeskEvidence extends SeenEvidence {
  row: EvidenceRow
  indicator: Indicator | undefined
}

/** A file as whoever verifies looks at it. Errors: not_found, forbidden. */
export const deskEvidence: Target<DeskEvidence, EvidenceName> = {
  async open(ctx, name) {
    if (!may(ctx.actor, "verification.read")) throw new DomainError("forbidden", "forbidden")
    const seen = await openEvidence(ctx, name)
    const row = seen.evidence.find((one) => one.id === name.evidenceId)
    if (!row) throw new DomainError("not_found", "not_found")
    const indicator = seen.open.edition.indicators.find(({ code }) => code === row.indicator)
    return { ...seen, row, indicator }
  },
  nameOf: ({ open: { dossier }, row }) => ({
    slug: dossier.estate.slug,
    quarter: dossier.quarter.quarter,
    evidenceId: row.id,
  }),
}

/** A file with its bytes, for whoever may see it. Errors: not_found, forbidden. */
export async function readEvidence(
  ctx: UseCaseContext<MemberActor>,
  files: { get(file: string): Promise<Uint8Array<ArrayBuffer> | null> },
  name: EvidenceName,
): Promise<Pick<EvidenceRow, "type" | "name"> & { bytes: Uint8Array<ArrayBuffer> }> {
  if (!readers.some((permission) => may(ctx.actor, permission)))
    throw new DomainError("forbidden", "forbidden")
  const row = isQuarter(name.quarter) ? await ctx.read.evidence.find(name) : null
  const bytes = row && (await files.get(row.file))
  if (!bytes) throw new DomainError("not_found", "not_found")
  return { type: row.type, name: row.name, bytes }
}
