import type { EstateSheet } from "../../data/estates.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { quarterOf } from "../../domain/quarter.ts"
import { gridHints, missingFigures } from "../../domain/registry/micro-grid.ts"
import { managersIn } from "../../domain/registry/tenures.ts"
import type { UseCaseContext } from "../context.ts"

/** Quarters in which more than one company managed the estate, newest first; the running one among them. */
function sharedQuarters({ tenures, quarters }: EstateSheet, running: string) {
  const all = [...new Set([running, ...quarters.map(({ quarter }) => quarter)])]
  const shared = all.map((quarter) => ({ quarter, managers: managersIn(tenures, quarter) }))
  return shared.filter(({ managers }) => managers.length > 0)
}

/** An estate of the registry with what is missing or odd about its figures, and whether the actor may change it. */
export async function openEstate(ctx: UseCaseContext<MemberActor>, slug: string) {
  if (!may(ctx.actor, "registry.read")) throw new DomainError("forbidden", "forbidden")
  const sheet = await ctx.read.estates.sheet(slug)
  if (!sheet) throw new DomainError("not_found", "not_found")
  return {
    ...sheet,
    missing: missingFigures(sheet.estate),
    hints: gridHints(sheet.estate),
    shared: sharedQuarters(sheet, quarterOf(ctx.now().getTime())),
    mayEdit: may(ctx.actor, "registry.edit"),
  }
}

/** An estate with the companies that it could be given to. Errors: forbidden, not_found. */
export async function openTenures(ctx: UseCaseContext<MemberActor>, slug: string) {
  if (!may(ctx.actor, "registry.edit")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.estates.sheetAndCompanies(slug)
  if (!found) throw new DomainError("not_found", "not_found")
  return { ...found.sheet, companies: found.companies }
}

/** The sheet of an estate that the actor may change, as the person saw it. Errors: forbidden, not_found, stale. */
export async function sheetToChange(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  revision: number,
): Promise<EstateSheet> {
  if (!may(ctx.actor, "registry.edit")) throw new DomainError("forbidden", "forbidden")
  const sheet = await ctx.read.estates.sheet(slug)
  if (!sheet) throw new DomainError("not_found", "not_found")
  if (sheet.estate.revision !== revision) throw await ctx.outrun({ entity: "estate", id: sheet.estate.id })
  return sheet
}
