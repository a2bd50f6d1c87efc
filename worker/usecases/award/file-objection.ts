import type { VisitorActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import { dayOf } from "../../domain/quarter.ts"
import { noticeOf, noticeState } from "../../domain/selection/notice-course.ts"
import { replyDueDay, type WorkingCalendar } from "../../domain/selection/notice-days.ts"
import { readObjection, type TypedObjection } from "../../domain/selection/objections.ts"
import type { UseCaseContext } from "../context.ts"
import { addressTry } from "../identity/tries.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"

/** What filing an objection needs from outside. */
export interface ObjectionDeps {
  calendar: WorkingCalendar
  /** Seals name and contact: only the organiser reads them, and the database alone does not tell them. */
  sealContact(contact: string): Promise<string>
  openContact(sealed: string): Promise<string>
  /** The receipt of an objection, made from its id, so that a repetition is answered the same one. */
  receipt(objectionId: string): Promise<string>
  receiptHash(receipt: string): string
}

type Found = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["objections"]["toFile"]>>["found"]>

/** The notice that an objection against a candidate may be made in now. Errors: conflict, invalid. */
function runningNotice({ notices, lists }: Found, nominationId: string, now: Date) {
  const today = dayOf(now.getTime())
  const running = notices.filter(
    (notice) => noticeState(notice, today) === "running" && notice.closedAt === null,
  )
  if (running.length === 0) {
    const coming = notices.find((notice) => noticeState(notice, today) === "coming")
    const last = notices.at(-1)
    if (coming) throw new DomainError("conflict", "objection_early", [], { day: coming.fromDay })
    if (last) throw new DomainError("conflict", "objection_closed", [], { day: last.toDay })
    throw new DomainError("conflict", "objection_no_notice")
  }
  const fault: Fault = { rule: "objection_candidate", field: "nominationId" }
  const own = noticeOf(
    nominationId,
    notices,
    lists.map(({ document }) => document),
  )
  const newest = lists.at(-1)
  const listed = newest?.document.categories.some(({ entries }) =>
    entries.some((entry) => entry.nominationId === nominationId),
  )
  if (!own || !listed) throw new DomainError("invalid", "invalid", [fault])
  if (!running.includes(own)) throw new DomainError("conflict", "objection_closed", [], { day: own.toDay })
  return own
}

/**
 * Takes an objection against a candidate during the days of its notice, until 23:59:59 of the last one; answers its
 * receipt. Tries are counted by address. Errors: not_found, conflict (no notice runs, `too_many_tries`), invalid.
 */
export async function fileObjection(
  ctx: UseCaseContext<VisitorActor>,
  deps: ObjectionDeps,
  slug: string,
  typed: TypedObjection,
  command: { key: string; address: string | null },
): Promise<{ objectionId: string }> {
  const now = ctx.now()
  const { counted, found } = await ctx.read.objections.toFile(
    slug,
    addressTry("objection", command.address),
    now,
  )
  if (!found) throw new DomainError("not_found", "not_found")
  const until = blockedUntil(counted)
  if (until) throw new DomainError("conflict", "too_many_tries", [], { until: until.toISOString() })
  const { programme } = found
  requirePhase(programme, "notice", "decided")
  const rules = rulesOf(programme)
  const { objection, faults } = readObjection(typed, rules.objections)
  // Whether a notice runs is said first: nobody is sent back to mend what cannot be sent.
  const notice = runningNotice(found, objection.nominationId, now)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const id = ctx.newId()
  const contact = objection.contact && (await deps.sealContact(JSON.stringify(objection.contact)))
  const receiptHash = deps.receiptHash(await deps.receipt(id))
  const dueDay = replyDueDay(dayOf(now.getTime()), rules.objections.replyWorkingDays, deps.calendar)
  const { nominationId, text } = objection
  const named = contact !== null
  const { result } = await ctx.write(
    { key: command.key, action: "objection.file", result: { objectionId: id } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.objections.file({
        id,
        programmeId: programme.id,
        noticeId: notice.id,
        nominationId,
        named,
        contact,
        text,
        state: "received",
        receiptHash,
        receivedAt: now.toISOString(),
        replyDueDay: dueDay,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "objection.file",
        entity: "objection",
        entityId: id,
        detail: { programme: slug, notice: notice.number, nominationId, named, textLength: text.length },
        concerns: programme.organisationId,
        ...changedFields(null, { state: "received" }),
      })
    },
  )
  return result
}
