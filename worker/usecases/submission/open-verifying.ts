import type { EvidenceDossier } from "../../data/evidence.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Hand, Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { brokenOf, unsettled } from "./marks.ts"
import { openDossier } from "./open-submission.ts"
import { type Verification, verificationOf } from "./open-verification.ts"

/** One submission that is to be verified together with others, as whoever confirms saw it. */
export interface AskedVerifying {
  slug: string
  seen: string
}

/** A submission that carries no mark. */
export interface Unmarked extends AskedVerifying {
  name: string
  company: string
  /** Whether somebody of the level has saved a decision on it: has looked at more than its line. */
  opened: boolean
}

/** Read and written at a time: as many as one look at the database brings. */
export const MOST_TOGETHER = 50

type Reading = Pick<Hand<never>, "actor" | "read">

/** What the level has saved on the present filing. */
export const ownDecisions = ({ decided, level }: Verification) => decided.filter((row) => row.level === level)

/** Whether it could be verified without another look: its level's turn, nothing broken, asked or unsettled. */
function isUnmarked(open: Verification): boolean {
  const own = ownDecisions(open)
  return (
    open.move !== null &&
    !own.some(({ decision }) => decision === "asked") &&
    brokenOf(open).length === 0 &&
    unsettled(open, own).length === 0
  )
}

async function openAll({ actor, read }: Reading, found: readonly EvidenceDossier[]): Promise<Verification[]> {
  return Promise.all(
    found.map(async ({ dossier, ...seen }) =>
      verificationOf(await openDossier({ read }, dossier), actor, { seen }),
    ),
  )
}

/**
 * What waits for the actor's level and bears no mark, what waits longest first, at most MOST_TOGETHER. One round trip.
 * Errors: forbidden, not_found.
 */
export async function verifiable(ctx: UseCaseContext<MemberActor>, quarter: string): Promise<Unmarked[]> {
  if (!may(ctx.actor, "verification.decide")) throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  const open = await openAll(ctx, await ctx.read.waiting.unmarked(quarter, MOST_TOGETHER))
  return open.filter(isUnmarked).map((one) => ({
    slug: one.dossier.estate.slug,
    name: one.dossier.estate.name,
    company: one.dossier.company?.name ?? "",
    seen: one.seen,
    opened: ownDecisions(one).length > 0,
  }))
}

/** Those of some that can be verified as they were seen, and how those are called that were found. One round trip. */
export async function verifyingsOf(
  quarter: string,
  asked: readonly AskedVerifying[],
  hand: Reading,
): Promise<{ open: Verification[]; names: Map<string, string> }> {
  const seen = new Map(asked.map((one) => [one.slug, one.seen]))
  const all = await openAll(hand, await hand.read.waiting.named(quarter, [...seen.keys()]))
  return {
    open: all.filter((one) => isUnmarked(one) && one.seen === seen.get(one.dossier.estate.slug)),
    names: new Map(all.map(({ dossier: { estate } }) => [estate.slug, estate.name])),
  }
}

/** A quarter in which the actor's level verifies. */
export const verifiedQuarters: Target<{ quarter: string }, { quarter: string }> = {
  async open(ctx, { quarter }) {
    if (!may(ctx.actor, "verification.decide")) throw new DomainError("forbidden", "forbidden")
    if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
    return { quarter }
  },
  nameOf: (open) => open,
}
