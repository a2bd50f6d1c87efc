import { z } from "zod"
import { checkClerks } from "../../domain/organisation/clerks.ts"
import { dayOf } from "../../domain/quarter.ts"
import { MOST_ROWS } from "../../domain/registry/import-table.ts"
import { act } from "../act.ts"
import { hands } from "./open-hands.ts"

const cell = z.string().max(2000).optional()

/**
 * Divides a company's estates among its clerks as a file says: all of it or nothing. What takes something away unnoticed
 * (`explain`: its notes) has to be confirmed.
 */
export const assignEstates = act({
  name: "member.assign_estates",
  may: ["member.manage"],
  on: hands,
  input: z
    .strictObject({
      rows: z
        .array(
          z.strictObject({
            line: z.int().min(1),
            cells: z.strictObject({ estate: cell, name: cell, clerks: cell }),
          }),
        )
        .min(1)
        .max(MOST_ROWS),
      confirmed: z.boolean().default(false),
    })
    .meta({ id: "DividingEstates" }),
  seen: "nothing",
  refusals: { import_faults: "invalid", explain: "invalid", clerks_same: "conflict" },
  plan(open, { given: { rows, confirmed } }, { actor, now, newId, refusal }) {
    const checked = checkClerks(rows, open)
    if (checked.faults.length > 0) throw refusal("import_faults")
    const importId = newId()
    const [first, ...others] = checked.rows.map(({ clerk, give, take, count }) => ({
      entity: "member",
      entityId: clerk.id,
      detail: { given: give, taken: take, import: importId },
      before: { limited: clerk.limited },
      after: { limited: true, estates: count },
    }))
    if (!first) throw refusal("clerks_same")
    if (checked.notes.length > 0 && !confirmed) throw refusal("explain")
    const given = [...new Set(checked.rows.flatMap(({ give }) => give))]
    return {
      result: { count: checked.rows.length },
      write(store) {
        if (given.length > 0)
          store.memberEstates.expectHeld(actor.organisation.id, given, dayOf(now.getTime()))
        for (const { clerk, give, take } of checked.rows) {
          store.members.expect(clerk)
          store.memberEstates.take(clerk.id, take)
          store.memberEstates.give(clerk.id, give)
          store.members.limit(clerk.id, true)
        }
      },
      event: [first, ...others],
    }
  },
})
