import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { beginTenure as begin, checkDay } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"
import { changeTenures, type TenureCommand } from "./change-tenures.ts"

export interface TypedTenure {
  /** Name or 统一社会信用代码 of a registered company. */
  company: string
  fromDate: string
  /** Empty: without end. */
  toDate: string
}

/**
 * A company begins to manage an estate; whoever manages it until then hands over and ends the day before. Errors:
 * forbidden, not_found, conflict (retired), invalid (`explain` when only a reason is missing), stale.
 */
export async function beginTenure(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  typed: TypedTenure,
  command: TenureCommand,
): Promise<{ slug: string }> {
  if (!may(ctx.actor, "registry.edit")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.estates.sheetAndCompany(slug, typed.company.trim())
  if (!found) throw new DomainError("not_found", "not_found")
  const { sheet, companies } = found
  if (sheet.estate.revision !== command.revision)
    throw await ctx.outrun({ entity: "estate", id: sheet.estate.id })
  const today = dayOf(ctx.now().getTime())
  const faults: Fault[] = []
  const [company, another] = companies
  if (typed.company.trim() === "") faults.push({ rule: "company_missing", field: "company" })
  else if (!company) faults.push({ rule: "company_unknown", field: "company" })
  else if (another) faults.push({ rule: "company_not_one", field: "company" })
  const from = checkDay("fromDate", typed.fromDate, today)
  const to = typed.toDate.trim() === "" ? { day: null } : checkDay("toDate", typed.toDate, today)
  for (const checked of [from, to]) if ("fault" in checked) faults.push(checked.fault)
  if (faults.length > 0 || !company || "fault" in from || "fault" in to)
    throw new DomainError("invalid", "invalid", faults)
  const added = { id: ctx.newId(), organisationId: company.id, fromDate: from.day, toDate: to.day }
  const change = begin(sheet.tenures, added)
  if ("fault" in change) throw new DomainError("invalid", "invalid", [change.fault])
  const action = "tenure.begin"
  return changeTenures(ctx, sheet, change, { ...command, action, field: "fromDate", concerns: company.id })
}
