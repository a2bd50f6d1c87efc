import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import { windowEnd } from "../../domain/release/preliminary.ts"
import { ENGINE_VERSION } from "../../domain/scoring/version.ts"
import { act, type Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { perform } from "../perform.ts"
import type { StartRelease } from "./start-release.ts"

/** A quarter that is named; what stands of it is read by the act. */
const quarterNames: Target<{ quarter: string }, { quarter: string }> = {
  async open(_, name) {
    if (!isQuarter(name.quarter)) throw new DomainError("not_found", "not_found")
    return name
  },
  nameOf: (name) => name,
}

/**
 * 初步发布: the city has what is verified scored and ranked as a release would, for companies to see their own estates and
 * ask for corrections until its window ends; the public sees nothing of it. Asked for again, when a district has joined or
 * values were corrected, it makes the next one: those before keep their hashes. Estates and outcomes are frozen at this
 * moment; whoever asked sets a runner to work.
 */
export const requestPreliminary = act({
  name: "quarter.preliminary",
  may: ["quarter.release"],
  on: quarterNames,
  input: z.strictObject({}).meta({ id: "AskingForPreliminary" }),
  seen: "nothing",
  refusals: {
    not_ended: "conflict",
    release_running: "conflict",
    released: "conflict",
    nothing_closed: "conflict",
  },
  again: { most: 2, when: () => true },
  async plan({ quarter: period }, _, { actor, now, newId, calendar, read, refusal }) {
    const found = await read.releases.ofQuarter(period)
    if (!found) throw refusal("not_found")
    const { quarter, latest, preliminary, closed } = found
    if (period >= quarterOf(now.getTime())) throw refusal("not_ended")
    if (latest?.state === "running" || preliminary?.state === "running") throw refusal("release_running")
    if (latest) throw refusal("released")
    if (closed === 0) throw refusal("nothing_closed")
    const { editionId, windowDays } = quarter
    const number = (preliminary?.number ?? 0) + 1
    const windowDay = windowEnd(now, windowDays, calendar)
    const result = { releaseId: newId(), instanceId: newId(), number, windowDay }
    return {
      result,
      write(store) {
        store.releases.requestPreliminary(
          {
            ...{ id: result.releaseId, instanceId: result.instanceId, period, editionId, windowDay },
            ...{ engineVersion: ENGINE_VERSION, requestedBy: actor.userId, at: now },
          },
          { closed, preliminary: number - 1 },
        )
      },
      event: {
        entity: "quarter",
        entityId: period,
        detail: { number, open: found.open.length },
        ...changedFields(null, { number, windowDay, engineVersion: ENGINE_VERSION }),
      },
    }
  },
})

/** The same, and sets the runner to work; asked for again with the same key it answers the first one. */
export async function askPreliminary(
  ctx: UseCaseContext<MemberActor>,
  start: StartRelease,
  { quarter, key }: { quarter: string; key: string },
) {
  const open = await requestPreliminary.on.open(ctx, { quarter })
  const { result } = await perform(ctx, requestPreliminary, open, { given: {} }, { key })
  await start(result.releaseId, result.instanceId)
  return result
}
