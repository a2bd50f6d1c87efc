import type { EstateFilter, RegistryPage } from "../../data/estate-pages.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { sortOf } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { estateSorts } from "../../domain/registry/estate-sorts.ts"
import type { UseCaseContext } from "../context.ts"

/** What the list can be narrowed to, for a company and for everybody else. */
const showsOf = {
  company: ["standing", "incomplete", "former", "retired"],
  others: ["standing", "incomplete", "unmanaged", "retired"],
} as const satisfies Record<string, EstateFilter["show"][]>

interface FoundEstates extends RegistryPage {
  /** The filter as it was understood. */
  filter: Omit<EstateFilter, "page" | "today">
  shows: readonly EstateFilter["show"][]
}

/** A page of the estates that the actor sees. Errors: forbidden, invalid (`list_sort_unknown`). */
export async function searchEstates(
  ctx: UseCaseContext<MemberActor>,
  asked: { q: string; district: string; show: string; sort: string; page: number },
): Promise<FoundEstates> {
  if (!may(ctx.actor, "registry.read")) throw new DomainError("forbidden", "forbidden")
  const { q, district, page } = asked
  const shows = showsOf[ctx.actor.organisation.kind === "company" ? "company" : "others"]
  const show = shows.find((one) => one === asked.show) ?? "standing"
  const sort = asked.sort === "" ? estateSorts[0] : sortOf(estateSorts, asked.sort)
  const today = dayOf(ctx.now().getTime())
  const found = await ctx.read.estates.list({ q, district, show, sort, today, page })
  return { ...found, filter: { q, district, show, sort }, shows }
}
