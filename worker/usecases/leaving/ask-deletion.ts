import type { Leaver } from "../../data/leaving.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { deletionDueAt, namesOrganisation } from "../../domain/leaving/deletion.ts"
import { deletionRequested } from "../../domain/organisation/letters.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { asksForAuthorities, concerns } from "./open-deletion.ts"

const action = "organisation.deletion_asked"

export interface DeletionRequest {
  key: string
  /** The organisation's name as the person typed it: nobody asks by accident. */
  name: string
  /** Absolute address of the page where it can be taken back, for the letter. */
  link: string
}

const wrongName = (rule: string) => new DomainError("invalid", rule, [{ rule, field: "name" }])

/** The organisation that is asked about: the actor's own, or the authority that the operator names. */
async function target(ctx: UseCaseContext<MemberActor>, name: string): Promise<Leaver> {
  const day = dayOf(ctx.now().getTime())
  if (asksForAuthorities(ctx.actor)) {
    const [found, another] = await ctx.read.leaving.authorities(name.trim(), day)
    if (!found) throw wrongName("no_such_authority")
    if (another) throw wrongName("name_ambiguous")
    return found
  }
  const own = await ctx.read.leaving.leaver(ctx.actor.organisation.id, day)
  if (!own) throw new DomainError("not_found", "not_found")
  if (!namesOrganisation(name, own.organisation.name)) throw wrongName("name_differs")
  return own
}

async function ask(ctx: UseCaseContext<MemberActor>, request: DeletionRequest) {
  const { organisation, heads, people, estates } = await target(ctx, request.name)
  if (organisation.deletionRequestedAt) throw new DomainError("conflict", "deletion_asked")
  const at = ctx.now()
  const dueAt = deletionDueAt(at.toISOString())
  const told = { organisation: organisation.name, day: dayOf(Date.parse(dueAt)), link: request.link }
  const { result } = await ctx.write({ key: request.key, action, result: { dueAt } }, (store) => {
    store.leaving.ask(organisation.id, at)
    store.mails.send(deletionRequested, { organisationId: organisation.id }, told)
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "organisation",
      entityId: organisation.id,
      concerns: concerns(ctx.actor, organisation.id),
      detail: { dueAt, people, estates, letters: heads },
      before: { deletionRequestedAt: null },
      after: { deletionRequestedAt: at.toISOString() },
    })
  })
  return result
}

/**
 * Asks for the deletion of an organisation: a head for its own, the operator for an authority. Nothing goes for 30
 * days, and everybody who runs it gets a letter. Errors: forbidden, invalid (name_differs, no_such_authority,
 * name_ambiguous), conflict (deletion_asked).
 */
export async function askDeletion(
  ctx: UseCaseContext<MemberActor>,
  request: DeletionRequest,
): Promise<{ dueAt: string }> {
  if (!may(ctx.actor, "organisation.delete") && !asksForAuthorities(ctx.actor))
    throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key: request.key, action }, () => ask(ctx, request))
}
