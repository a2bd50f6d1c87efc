import type { EvidenceDossier } from "../../data/evidence.ts"
import type { RiskRow } from "../../data/risks.ts"
import type { SystemActor } from "../../domain/actor.ts"
import { shiftDay } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { openDossier } from "./open-submission.ts"
import { levelInTurn, lookedAt } from "./open-verification.ts"
import { riskRow } from "./risk.ts"

/** Read at a time, and most of a run: a large city is looked through over several. */
const [AT_A_TIME, MOST_BATCHES] = [50, 10]

async function weighed(
  ctx: UseCaseContext<SystemActor>,
  { dossier, ...seen }: EvidenceDossier,
): Promise<RiskRow | null> {
  const open = await openDossier(ctx, dossier)
  const { submission } = open.dossier
  if (!submission) return null
  const found = lookedAt(open, levelInTurn(open), { seen })
  return riskRow(found, submission, { at: ctx.now(), raised: 0 })
}

/**
 * Looks through submissions that wait and have changed since, and all of them once a day, since what resembles a file or
 * what other estates have may change as well: by what is found the queue is ordered. Answers how many.
 */
export async function weighSubmissions(ctx: UseCaseContext<SystemActor>): Promise<number> {
  const now = ctx.now().toISOString()
  const before = `${shiftDay(now.slice(0, 10), -1)}${now.slice(10)}`
  let total = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const due = await ctx.read.risks.due(before, AT_A_TIME)
    if (!due) break
    const found = await ctx.read.waiting.named(due.quarter, due.slugs)
    const all = await Promise.all(found.map((one) => weighed(ctx, one)))
    const rows = all.filter((row) => row !== null)
    if (rows.length === 0) break
    const action = "submission.weigh"
    await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
      store.risks.weigh(rows)
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action,
        entity: "quarter",
        entityId: due.quarter,
        detail: { submissions: rows.length },
      })
    })
    total += rows.length
  }
  return total
}
