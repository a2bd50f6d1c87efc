import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { readKind, readOrganisation } from "../../domain/organisation/organisation-faults.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"

export interface RegisterRequest {
  kind: string
  name: string
  /** As typed; companies and organisers have one. */
  uscc: string
  /** Code of an authority's place. */
  place: string
}

type Before = Awaited<ReturnType<UseCaseContext["read"]["organisations"]["before"]>>

function placeFaults({ place }: Before): Fault[] {
  const field = "place"
  if (!place) return [{ rule: "place_missing", field }]
  if (!place.standing) return [{ rule: "place_retired", field, with: { name: place.name } }]
  if (place.authority !== null)
    return [{ rule: "place_taken", field, with: { place: place.name, name: place.authority } }]
  return []
}

/** An authority's id names its place; one that comes after deleted ones is numbered. */
function authorityId(placeCode: string, former: number): string {
  return former === 0 ? `place-${placeCode}` : `place-${placeCode}-${former + 1}`
}

/**
 * Registers a company or organiser with its code, or the authority of a place. Answers its id. Errors: forbidden,
 * invalid (name, code, whose the code is, place), stale.
 */
export async function registerOrganisation(
  ctx: UseCaseContext<MemberActor>,
  request: RegisterRequest,
  command: { key: string },
): Promise<{ id: string }> {
  if (!may(ctx.actor, "organisation.register")) throw new DomainError("forbidden", "forbidden")
  const kind = readKind(request.kind)
  if (!kind) throw new DomainError("invalid", "invalid", [{ rule: "kind_missing", field: "kind" }])
  const at = ctx.now()
  const placeCode = kind === "authority" ? request.place : null
  const { name, uscc, faults } = readOrganisation(kind, request)
  const before = await ctx.read.organisations.before({
    uscc: uscc ?? "",
    placeCode: placeCode ?? "",
    today: dayOf(at.getTime()),
  })
  if (uscc && before.owner)
    faults.push({ rule: "uscc_taken", field: "uscc", with: { name: before.owner.name } })
  if (placeCode !== null) faults.push(...placeFaults(before))
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const id = placeCode === null ? ctx.newId() : authorityId(placeCode, before.place?.former ?? 0)
  const { result } = await ctx.write(
    { key: command.key, action: "organisation.register", result: { id } },
    (store) => {
      store.organisations.add({ id, kind, name, uscc, placeCode, createdAt: at.toISOString() })
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "organisation.register",
        entity: "organisation",
        entityId: id,
        detail: {},
        after: { kind, name, uscc, placeCode },
        concerns: id,
      })
    },
  )
  return result
}
