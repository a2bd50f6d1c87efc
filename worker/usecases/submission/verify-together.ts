import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { valuesAdjusted } from "../../domain/submission/letters.ts"
import { nextState } from "../../domain/submission/states.ts"
import { act } from "../act.ts"
import { settledIn } from "./decide.ts"
import { submissionEvent } from "./event-fields.ts"
import type { DecidingLevel, Verification } from "./open-verification.ts"
import { MOST_TOGETHER, ownDecisions, verifiedQuarters, verifyingsOf } from "./open-verifying.ts"
import { riskAfter } from "./risk.ts"

const input = z
  .strictObject({
    estates: z
      .array(z.strictObject({ slug: z.string().max(200), seen: z.string().max(300) }))
      .min(1)
      .max(MOST_TOGETHER),
  })
  .meta({
    id: "VerifiedTogether",
    example: { estates: [{ slug: "hehe-yuan", seen: "3|company:2" }] },
  })

/** Most names that a refusal tells. */
const MOST_NAMED = 10

/** One submission's part of the batch; null of one that another level has to look at. */
function partOf(open: Verification, level: DecidingLevel, verifiedAt: string, now: Date) {
  const { submission, estate, parts } = open.dossier
  if (!submission || open.level !== level || open.move !== `verify_${level}`) return null
  const rows = ownDecisions(open)
  const state = nextState(submission.state, `verify_${level}`)
  const changes = { state, [verifiedAt]: now.toISOString() }
  const adjusted = rows.filter((row) => row.decision === "adjusted").map((row) => row.key)
  const revisionOf = (provider: string) =>
    parts.find((row) => row.submissionId === submission.id && row.provider === provider)?.revision ?? 0
  return {
    submission,
    estate,
    changes,
    adjusted,
    revisionOf,
    risk: riskAfter(open, { submission, level, rows }, "district", now),
    event: {
      ...submissionEvent(submission, changes, {
        filing: submission.filing,
        adjusted,
        settled: settledIn(rows),
        together: true,
      }),
      concerns: submission.organisationId,
    },
  }
}

function verifyTogetherAs<Level extends DecidingLevel>(
  level: Level,
  verifiedAt: "streetVerifiedAt" | "verifiedAt",
) {
  return act({
    name: `submission.verify_${level}`,
    may: ["verification.decide"],
    on: verifiedQuarters,
    input,
    seen: "nothing",
    refusals: { verifying_changed: "conflict" },
    async plan({ quarter }, { given: { estates } }, hand) {
      const { formLink, now, refusal } = hand
      const { open, names } = await verifyingsOf(quarter, estates, hand)
      const found = open.flatMap((one) => partOf(one, level, verifiedAt, now) ?? [])
      const left = estates.filter(({ slug }) => !found.some(({ estate }) => estate.slug === slug))
      const [first, ...others] = found.map(({ event }) => event)
      if (!first || left.length > 0) {
        const told = left.slice(0, MOST_NAMED).map(({ slug }) => names.get(slug) ?? slug)
        throw refusal("verifying_changed", { with: { n: left.length, names: told.join("/") } })
      }
      return {
        result: { estates: found.length },
        write(store) {
          store.books.expectOpen(
            quarter,
            found.map(({ estate }) => estate),
          )
          store.books.expectRevisions(found.map(({ submission }) => submission))
          for (const provider of ["company", "community", "street", "district", "city"] as const)
            store.books.expectParts(
              provider,
              found.map(({ submission, revisionOf }) => ({
                id: submission.id,
                revision: revisionOf(provider),
              })),
            )
          store.books.change(found.map(({ submission, changes }) => ({ id: submission.id, to: changes })))
          store.risks.weigh(found.map(({ risk }) => risk))
          for (const { submission, estate, adjusted } of found)
            if (adjusted.length > 0)
              store.mails.send(
                valuesAdjusted,
                { organisationId: submission.organisationId },
                {
                  estate: estate.name,
                  quarter,
                  count: String(adjusted.length),
                  link: formLink(estate.slug, quarter),
                },
              )
        },
        event: [first, ...others],
      }
    },
  })
}

/**
 * Verifies submissions that bear no mark together, each by the rules of verifying one, with its event; all as they were
 * seen, or none: what has changed meanwhile, or bears a mark by now, is named (`verifying_changed`).
 */
export const verifyTogether = {
  street: verifyTogetherAs("street", "streetVerifiedAt"),
  district: verifyTogetherAs("district", "verifiedAt"),
}

/** The one of an official's level. */
export const verifyingTogether = ({ level }: MemberActor) =>
  verifyTogether[level === "street" ? "street" : "district"]
