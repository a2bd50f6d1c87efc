import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { checkDay, endTenure as end, latestTenure } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"
import { changeTenures, type TenureCommand } from "./change-tenures.ts"
import { sheetToChange } from "./open-estate.ts"

/**
 * The last company gets its last day; nobody is known to manage the estate after it. Errors: forbidden, not_found,
 * conflict (not the last tenure), invalid (`explain` when only a reason is missing), stale.
 */
export async function endTenure(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  tenureId: string,
  typed: { toDate: string },
  command: TenureCommand,
): Promise<{ slug: string }> {
  const sheet = await sheetToChange(ctx, slug, command.revision)
  const tenure = sheet.tenures.find(({ id }) => id === tenureId)
  if (!tenure) throw new DomainError("not_found", "not_found")
  if (latestTenure(sheet.tenures)?.id !== tenureId) throw new DomainError("conflict", "tenure_not_last")
  const checked = checkDay("toDate", typed.toDate, dayOf(ctx.now().getTime()))
  if ("fault" in checked) throw new DomainError("invalid", "invalid", [checked.fault])
  const change = end(sheet.tenures, tenure, checked.day)
  if ("fault" in change) throw new DomainError("invalid", "invalid", [change.fault])
  const { organisationId: concerns } = tenure
  return changeTenures(ctx, sheet, change, { ...command, action: "tenure.end", field: "toDate", concerns })
}
