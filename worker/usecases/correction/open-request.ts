import type { FoundRequest, RequestGround } from "../../data/correction-requests.ts"
import type { RequestFilter } from "../../data/request-list.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { type Filing, filingOf } from "../submission/open-filing.ts"
import { type EstateQuarter, openDossier } from "../submission/open-submission.ts"

/** An estate's quarter of the actor's own, with what a request for its correction rests on. */
export interface CorrectableFiling extends Omit<RequestGround, "dossier"> {
  filing: Filing
}

/** What a company asks to have corrected. One round trip (two when the edition is new to the isolate). */
export const correctable: Target<CorrectableFiling, EstateQuarter> = {
  async open(ctx, { slug, quarter }) {
    if (!may(ctx.actor, "filing.read")) throw new DomainError("forbidden", "forbidden")
    if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
    const since = new Date(ctx.now().getTime() - correctionRequests.filing.each.windowMs)
    const { dossier, ...ground } = await ctx.read.correctionRequests.ground(
      slug,
      quarter,
      since.toISOString(),
    )
    return { ...ground, filing: filingOf(await openDossier(ctx, dossier), ctx.actor) }
  },
  nameOf: ({ filing: { dossier } }) => ({ slug: dossier.estate.slug, quarter: dossier.quarter.quarter }),
}

/** An estate's quarter for whoever may ask to have it corrected. Errors: forbidden, not_found. */
export const openCorrectable = (ctx: UseCaseContext<MemberActor>, name: EstateQuarter) =>
  correctable.open(ctx, name)

const readers = (actor: MemberActor) => may(actor, "filing.read") || may(actor, "quarter.correct")

/** A request that was filed, for its sender and for whoever may correct. One round trip. */
export const requests: Target<FoundRequest, { requestId: string }> = {
  async open(ctx, { requestId }) {
    if (!readers(ctx.actor)) throw new DomainError("forbidden", "forbidden")
    const found = await ctx.read.correctionRequests.one(requestId)
    if (!found) throw new DomainError("not_found", "not_found")
    return found
  },
  nameOf: ({ id }) => ({ requestId: id }),
}

/** A request with the edition that names its values. Errors: forbidden, not_found. */
export async function openRequest(ctx: UseCaseContext<MemberActor>, requestId: string) {
  const request = await requests.open(ctx, { requestId })
  return { request, edition: await ctx.read.editions.get(request.editionId) }
}

/** A page of the requests that the actor may read: its own, or those of its place. Errors: forbidden. */
export function listRequests(ctx: UseCaseContext<MemberActor>, asked: RequestFilter, page: ListPage) {
  if (!readers(ctx.actor)) throw new DomainError("forbidden", "forbidden")
  return ctx.read.correctionRequests.page(asked, page)
}
