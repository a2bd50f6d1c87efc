import { z } from "zod"
import {
  deputisedRoles,
  deputyFaults,
  leaveFaults,
  namingOf,
  needsSecond,
  readDeputyReason,
} from "../../domain/organisation/deputies.ts"
import { deputyNamed } from "../../domain/organisation/letters.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import { act } from "../act.ts"
import { typedReason } from "../fields.ts"
import { deputySeats } from "./open-deputies.ts"

const id = z.string().max(80)
const day = z.string().max(40)

/**
 * An official on leave names who stands in for it (代理), from a day to a day; for somebody absent its head does, an approver
 * above its authority or the operator, with a reason, and where it is an approver a second person has to agree. Both are
 * told as soon as it stands.
 */
export const nameDeputy = act({
  name: "deputy.name",
  may: ["deputy.name"],
  on: deputySeats,
  input: z
    .strictObject({ member: id, deputy: id, fromDay: day, toDay: day, reason: typedReason })
    .meta({ id: "NamingDeputy" }),
  seen: "nothing",
  refusals: {},
  plan({ at, people, rows, today }, { given }, { actor, newId, now, deputiesLink, refusal }) {
    const absent = people.find(({ memberId }) => memberId === given.member)
    const stand = people.find(({ memberId }) => memberId === given.deputy)
    const by = namingOf(actor, at, { memberId: given.member })
    if (absent && by === null) throw refusal("forbidden")
    const [from, to] = [checkDay("fromDay", given.fromDay, today), checkDay("toDay", given.toDay, today)]
    const fromDay = "day" in from ? from.day : today
    const toDay = "day" in to ? to.day : fromDay
    const leave = { memberId: given.member, deputyId: given.deputy, fromDay, toDay }
    const read = by === "self" ? { reason: null } : readDeputyReason(given.reason)
    const faults = [
      ...deputyFaults(
        leave,
        { absent, deputy: stand },
        rows.map(({ deputy }) => deputy),
      ),
      ...[from, to].flatMap((one) => ("fault" in one ? [one.fault] : [])),
      ...("day" in from && "day" in to ? leaveFaults(leave, today) : []),
      ...("fault" in read ? [read.fault] : []),
    ]
    const role = deputisedRoles.find((one) => one === absent?.role)
    if (faults.length > 0 || !absent || !stand || !by || !role || "fault" in read)
      throw refusal("invalid", { faults })
    const state = needsSecond(role, by) ? ("asked" as const) : ("standing" as const)
    const row = {
      ...{ id: newId(), organisationId: at.organisation.id, ...leave, role, reason: read.reason, state },
      ...{ namedBy: actor.memberId, namedAt: now.toISOString() },
    }
    const told = {
      organisation: at.organisation.name,
      ...{ absent: absent.name, deputy: stand.name, day: fromDay, until: toDay, link: deputiesLink() },
    }
    const { memberId, deputyId } = leave
    return {
      result: { state },
      write(store) {
        store.deputies.expectFree(row)
        store.deputies.name(row)
        if (state !== "standing") return
        const { id: organisationId } = at.organisation
        for (const { userId } of [absent, stand])
          store.mails.send(deputyNamed, { userId, organisationId }, told, `${row.id}/${userId}`)
      },
      event: {
        entity: "deputy",
        entityId: row.id,
        detail: { by, reason: { length: read.reason?.length ?? 0 } },
        after: { absent: memberId, deputy: deputyId, role, fromDate: fromDay, toDate: toDay, state },
        concerns: at.organisation.id,
      },
    }
  },
})
