import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { type DeskShow, deskShows, perPage } from "../../domain/selection/nomination.ts"
import type { UseCaseContext } from "../context.ts"

/** What the actor's organisation has nominated, and the programmes that take nominations now. Errors: forbidden. */
export async function listNominations(ctx: UseCaseContext<MemberActor>, page: number) {
  if (!may(ctx.actor, "nomination.read")) throw new DomainError("forbidden", "forbidden")
  return ctx.read.nominations.own(ctx.actor.organisation.id, page)
}

/** What was submitted to a programme, as its organiser sees it. Errors: forbidden, not_found. */
export async function listForScreening(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  asked: { show: string; category: string; page: number },
) {
  if (!may(ctx.actor, "programme.read")) throw new DomainError("forbidden", "forbidden")
  const show: DeskShow = deskShows.find((one) => one === asked.show) ?? "all"
  const found = await ctx.read.nominations.desk(slug, { ...asked, show })
  if (!found) throw new DomainError("not_found", "not_found")
  return {
    ...found,
    show,
    category: asked.category,
    page: asked.page,
    pages: Math.ceil(found.total / perPage.desk),
    mayRun: may(ctx.actor, "programme.run"),
  }
}
