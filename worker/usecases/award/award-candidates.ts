import type { Course } from "../../data/notices.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { dayOf } from "../../domain/quarter.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { certificateOf } from "../../domain/selection/award-certificate.ts"
import { certificateNumber } from "../../domain/selection/certificate-number.ts"
import { decisionOf } from "../../domain/selection/notice-course.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"
import type { AwardDeps } from "./award-deps.ts"
import { keptReason, reasonDetail, whoWasFirst } from "./explained.ts"
import { basisFaults, newestList, openCourse } from "./open-course.ts"

/** The candidates of the newest list that can be awarded now, with their category. */
export function awardable(course: Course) {
  const { lists, notices, objections, awards } = course
  const documents = lists.map(({ document }) => document)
  return newestList(course).document.categories.flatMap(({ code, entries }) =>
    entries
      .filter(({ nominationId }) => {
        const given = { lists: documents, notices, objections, awards }
        return decisionOf(nominationId, given) === "award"
      })
      .map((entry) => ({ category: code, entry })),
  )
}

async function awardRowsOf(
  { digest, newToken }: Pick<AwardDeps, "digest" | "newToken">,
  course: Course,
  made: { now: Date; newId(): string },
) {
  const { programme } = course
  const rules = rulesOf(programme)
  const { number: shortlistNumber, hash } = newestList(course)
  const today = dayOf(made.now.getTime())
  return Promise.all(
    awardable(course).map(async ({ category, entry }) => {
      const candidate = course.candidates.find(({ id }) => id === entry.nominationId)
      if (!candidate)
        throw new Error(`nomination ${entry.nominationId} of list ${shortlistNumber} is not there`)
      const number = certificateNumber(newToken())
      const list = { number: shortlistNumber, hash }
      const { figures } = candidate
      const given = { slug: programme.slug, rules, entry, category, figures, list, number, today }
      const document = certificateOf(given)
      const text = canonicalJson(document)
      return {
        id: made.newId(),
        programmeId: programme.id,
        nominationId: entry.nominationId,
        estateId: candidate.estateId,
        category,
        shortlistNumber,
        certificateNumber: number,
        document: text,
        hash: await digest(text),
        awardedAt: made.now.toISOString(),
        validFrom: document.validFrom,
        validTo: document.validTo,
      }
    }),
  )
}

/**
 * Releases all prepared decisions together: everybody on the newest list whose notice is closed and against whom nothing
 * is open is awarded, with a certificate; the others wait, and may be awarded later the same way. notice → decided.
 * Errors: forbidden, not_found, conflict (phase, nobody can be awarded), invalid (`explain` when the release was
 * corrected), stale.
 */
export async function awardCandidates(
  ctx: UseCaseContext<MemberActor>,
  deps: Pick<AwardDeps, "digest" | "newToken">,
  slug: string,
  command: { key: string; revision: number; reason: string },
): Promise<{ awarded: number }> {
  const course = await openCourse(ctx, slug, "programme.decide")
  const { programme } = course
  requirePhase(programme, "notice", "decided")
  if (programme.revision !== command.revision) throw await ctx.outrun({ entity: "course", id: programme.id })
  const soft = basisFaults(programme, course.published)
  const reason = command.reason.trim()
  const now = ctx.now()
  const rows = await awardRowsOf(deps, course, { now, newId: ctx.newId })
  if (rows.length === 0) throw new DomainError("conflict", "nobody_to_award")
  requireExplained(sensitiveFaults("reason", reason), soft, reason)
  const write = ctx.write(
    { key: command.key, action: "award.grant", result: { awarded: rows.length } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.change(programme, { phase: "decided" })
      store.programmes.touchPublic(programme.id)
      store.shortlists.expectNewest(programme.id, newestList(course).number)
      store.objections.expectNoneOpen(rows.map(({ nominationId }) => nominationId))
      store.awards.addMany(rows.map((row) => ({ ...row, reason: keptReason(soft, reason) })))
      store.audit.recordMany(
        rows.map((row) => ({
          id: ctx.newId(),
          at: now,
          action: "award.grant",
          entity: "award",
          entityId: row.id,
          detail: {
            programme: slug,
            nominationId: row.nominationId,
            shortlist: row.shortlistNumber,
            hash: row.hash,
            ...reasonDetail(soft, reason),
          },
          ...changedFields(null, { validFrom: row.validFrom, validTo: row.validTo }),
        })),
      )
    },
  )
  const { result } = await whoWasFirst(ctx, write, "award_first", programme.id)
  return result
}
