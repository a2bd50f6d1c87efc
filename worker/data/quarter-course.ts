import { and, desc, eq, inArray } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

/** What is done to a quarter as a whole, as its page tells it. */
const told = [
  "quarter.open",
  "quarter.close",
  "quarter.reopen",
  "quarter.move_deadline",
  "quarter.set_window",
  "quarter.preliminary",
] as const
/** The newest of them that are shown. */
const MOST = 50

/** The statement that finds what was done to a quarter as a whole, the newest first. */
export function courseRows(db: Database, quarter: string) {
  return db
    .select({
      at: auditEvents.at,
      action: auditEvents.action,
      detail: auditEvents.detail,
      after: auditEvents.after,
      organisation: organisations.name,
      role: members.role,
    })
    .from(auditEvents)
    .leftJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .leftJoin(
      members,
      and(
        eq(members.userId, auditEvents.actorUserId),
        eq(members.organisationId, auditEvents.organisationId),
      ),
    )
    .where(
      and(
        eq(auditEvents.entity, "quarter"),
        eq(auditEvents.entityId, quarter),
        inArray(auditEvents.action, [...told]),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(MOST)
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null)

const whole = (value: unknown) => (typeof value === "number" ? value : null)

/** The same as officials read it: what was done to the districts that they see, and to the whole city. */
export function readCourse(
  rows: Awaited<ReturnType<typeof courseRows>>,
  districts: readonly { placeCode: string; name: string }[],
) {
  const names = new Map(districts.map(({ placeCode, name }) => [placeCode, name]))
  return rows.flatMap(({ detail: json, after: changed, action: name, ...row }) => {
    const action = told.find((one) => one === name)
    const detail = stored.eventDetail(json)
    const after = changed ? stored.eventAfter(changed) : {}
    const place = text(detail["placeCode"])
    if (!action || (place !== null && !names.has(place))) return []
    return [
      {
        ...row,
        action,
        district: place && (names.get(place) ?? null),
        deadlineDay: text(after["deadlineDay"]),
        windowDays: whole(after["windowDays"]),
        windowDay: text(after["windowDay"]),
        number: whole(after["number"]),
        reason: text(detail["reason"]),
      },
    ]
  })
}
