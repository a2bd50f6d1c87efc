import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { activeEdition, checkDeadline, openableQuarters, usualDeadline } from "../../domain/opening.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf, quarterOf } from "../../domain/quarter.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"

/** The quarters of the cell, and for who may open one what can be opened. One round trip. Errors: forbidden. */
export async function listQuarters(ctx: UseCaseContext<MemberActor>) {
  if (!may(ctx.actor, "quarter.read")) throw new DomainError("forbidden", "forbidden")
  const { rows, editions } = await ctx.read.quarters.forOpening()
  if (!may(ctx.actor, "quarter.open")) return { rows, opening: null }
  const now = ctx.now().getTime()
  const running = quarterOf(now)
  const quarters = openableQuarters(
    rows.map(({ quarter }) => quarter),
    running,
  )
  const choices = quarters.flatMap((quarter) => {
    const edition = activeEdition(editions, quarter)
    return edition ? [{ quarter, edition, deadlineDay: usualDeadline(quarter, dayOf(now)) }] : []
  })
  const withoutEdition = quarters.length > choices.length
  return { rows, opening: { choices, running, withoutEdition } }
}

/**
 * The city begins to collect a quarter, under the edition that is active for it. Errors: forbidden, invalid (`explain`
 * when only a reason is missing), stale (opened meanwhile).
 */
export async function openQuarter(
  ctx: UseCaseContext<MemberActor>,
  typed: { quarter: string; deadlineDay: string; reason: string },
  command: { key: string },
): Promise<{ quarter: string }> {
  if (!may(ctx.actor, "quarter.open")) throw new DomainError("forbidden", "forbidden")
  const { opening } = await listQuarters(ctx)
  const choice = opening?.choices.find(({ quarter }) => quarter === typed.quarter)
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const hard: Fault[] = choice ? [] : [{ rule: "quarter_not_openable", field: "quarter" }]
  const checked = checkDay("deadlineDay", typed.deadlineDay, today)
  if ("fault" in checked) hard.push(checked.fault)
  const deadline =
    choice && "day" in checked ? checkDeadline(choice.quarter, checked.day, today) : { hard: [], soft: [] }
  const reason = typed.reason.trim()
  requireExplained([...hard, ...deadline.hard], deadline.soft, reason)
  if (!choice || !("day" in checked)) throw new DomainError("invalid", "invalid", hard)
  const { quarter, edition } = choice
  const row = { quarter, editionId: edition.id, deadlineDay: checked.day, openedAt: now.toISOString() }
  const { result } = await ctx.write(
    { key: command.key, action: "quarter.open", result: { quarter } },
    (store) => {
      store.quarters.open(row)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "quarter.open",
        entity: "quarter",
        entityId: quarter,
        detail: explained(deadline.soft, reason),
        ...changedFields(null, row),
      })
    },
  )
  return result
}
