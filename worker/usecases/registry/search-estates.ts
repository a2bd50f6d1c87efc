import type { RegistryPage } from "../../data/estate-pages.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { EstateShow } from "../../domain/registry/estate-list.ts"
import type { EstateSort } from "../../domain/registry/estate-sorts.ts"
import type { UseCaseContext } from "../context.ts"

/** A page of the estates that the actor sees; one round trip. Errors: forbidden. */
export async function searchEstates(
  ctx: UseCaseContext<MemberActor>,
  { q, sort, filters }: ListAsked<"district" | "show", EstateSort>,
  page: ListPage,
): Promise<RegistryPage> {
  if (!may(ctx.actor, "registry.read")) throw new DomainError("forbidden", "forbidden")
  const { district, show } = filters
  const today = dayOf(ctx.now().getTime())
  return ctx.read.estates.list({ q, district, show: show as EstateShow, sort, today }, page)
}
