import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type DraftChange, draftChange, type TypedNomination } from "./draft-change.ts"
import { ownNomination } from "./open-nomination.ts"

/** Keeps a draft as it was typed. Errors: forbidden, not_found, and those of `draftChange`. */
export async function saveNomination(
  ctx: UseCaseContext<MemberActor>,
  id: string,
  typed: TypedNomination,
  command: { key: string; revision: number },
): Promise<DraftChange["saved"]> {
  const { saved, put } = await draftChange(ctx, await ownNomination(ctx, id), typed, command.revision)
  const { result } = await ctx.write({ key: command.key, action: "nomination.save", result: saved }, put)
  return result
}
