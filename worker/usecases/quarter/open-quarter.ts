import { z } from "zod"
import type { Reads } from "../../data/reads.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { checkDeadline, openableQuarters, proposedQuarter, usualDeadline } from "../../domain/opening.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf, quarterOf } from "../../domain/quarter.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import { activeEdition } from "../../domain/scoring/edition-activation.ts"
import { act, theCity } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { quarterName, typedReason } from "../fields.ts"

async function openable(read: Reads, at: Date) {
  const { rows, editions } = await read.quarters.forOpening()
  const now = at.getTime()
  const running = quarterOf(now)
  const opened = rows.map(({ quarter }) => quarter)
  const quarters = openableQuarters(opened, running)
  const choices = quarters.flatMap((quarter) => {
    const edition = activeEdition(editions, quarter)
    return edition ? [{ quarter, edition, deadlineDay: usualDeadline(quarter, dayOf(now)) }] : []
  })
  const withoutEdition = quarters.length > choices.length
  const known = choices.map(({ quarter }) => quarter)
  return {
    rows,
    opening: { choices, running, withoutEdition, proposed: proposedQuarter(known, opened) ?? null },
  }
}

/** The quarters of the cell, and for who may open one what can be opened. One round trip. Errors: forbidden. */
export async function listQuarters(ctx: UseCaseContext<MemberActor>) {
  if (!may(ctx.actor, "quarter.read")) throw new DomainError("forbidden", "forbidden")
  const { rows, opening } = await openable(ctx.read, ctx.now())
  return { rows, opening: may(ctx.actor, "quarter.open") ? opening : null }
}

/**
 * The city begins to collect a quarter, under the edition that is active for it. `explain`: only a reason is missing.
 */
export const openQuarter = act({
  name: "quarter.open",
  may: ["quarter.open"],
  on: theCity,
  input: z
    .strictObject({
      quarter: quarterName,
      deadlineDay: z.string().max(40).meta({ format: "date", example: "2026-10-20" }),
      refusesFew: z.boolean().optional(),
      reason: typedReason.optional(),
    })
    .meta({ id: "OpeningQuarter" }),
  seen: "nothing",
  refusals: { explain: "invalid" },
  async plan(_, { given }, { now, read, refusal }) {
    const { rows, opening } = await openable(read, now)
    const choice = opening.choices.find(({ quarter }) => quarter === given.quarter)
    // What the city has set for the latest quarter.
    const windowDays = rows[0]?.windowDays ?? 0
    const today = dayOf(now.getTime())
    const hard: Fault[] = choice ? [] : [{ rule: "quarter_not_openable", field: "quarter" }]
    const checked = checkDay("deadlineDay", given.deadlineDay, today)
    if ("fault" in checked) hard.push(checked.fault)
    const deadline =
      choice && "day" in checked ? checkDeadline(choice.quarter, checked.day, today) : { hard: [], soft: [] }
    const reason = (given.reason ?? "").trim()
    requireExplained([...hard, ...deadline.hard], deadline.soft, reason)
    if (!choice || !("day" in checked)) throw refusal("invalid", { faults: hard })
    const { quarter, edition } = choice
    const row = {
      ...{ quarter, editionId: edition.id, deadlineDay: checked.day, openedAt: now.toISOString() },
      refusesFew: given.refusesFew ?? false,
      windowDays,
    }
    return {
      result: { quarter },
      write: (store) => store.quarters.open(row),
      event: {
        entity: "quarter",
        entityId: quarter,
        detail: explained(deadline.soft, reason),
        ...changedFields(null, row),
      },
    }
  },
})
