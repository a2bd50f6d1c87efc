import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import type { Filing } from "./open-filing.ts"

/**
 * Keeps what a program was told about a draft, so that asking again with the same key gets the same answer. Nothing of
 * the submission changes.
 */
export async function checkDraft<Told>(
  ctx: UseCaseContext<MemberActor>,
  { dossier, provider }: Filing,
  told: Told,
  command: { key: string },
): Promise<Told> {
  const { result } = await ctx.write(
    { key: command.key, action: "submission.check", result: told },
    (store) =>
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "submission.check",
        entity: "estate",
        entityId: dossier.estate.id,
        detail: { quarter: dossier.quarter.quarter, provider },
      }),
  )
  return result
}
