import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { latestTenure, removeTenure as remove } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"
import { changeTenures, type TenureCommand } from "./change-tenures.ts"
import { sheetToChange } from "./open-estate.ts"

/**
 * Takes the last tenure back, entered by mistake; who handed over to it goes on. Errors: forbidden, not_found, conflict
 * (not the last tenure), invalid (`explain` when only a reason is missing), stale.
 */
export async function removeTenure(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  tenureId: string,
  command: TenureCommand,
): Promise<{ slug: string }> {
  const sheet = await sheetToChange(ctx, slug, command.revision)
  const tenure = sheet.tenures.find(({ id }) => id === tenureId)
  if (!tenure) throw new DomainError("not_found", "not_found")
  if (latestTenure(sheet.tenures)?.id !== tenureId) throw new DomainError("conflict", "tenure_not_last")
  const change = remove(sheet.tenures, tenure)
  const { organisationId: concerns } = tenure
  return changeTenures(ctx, sheet, change, {
    ...command,
    action: "tenure.remove",
    field: "removal",
    concerns,
  })
}
