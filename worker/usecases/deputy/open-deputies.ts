import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { superiorPlaces } from "../../domain/identity/factor-reset.ts"
import {
  confirmingFault,
  type DeputyPlace,
  mayEnd,
  namingOf,
  rulesOver,
} from "../../domain/organisation/deputies.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"

type Context = UseCaseContext<MemberActor>
type Row = NonNullable<Awaited<ReturnType<Context["read"]["deputies"]["one"]>>>

/** A leave that is not over, with what the rules look at. */
export type OpenDeputy = Row & { at: DeputyPlace }

function placed<R extends Pick<Row, "organisation" | "place" | "street">>(row: R, cell: string) {
  const superiors = row.place ? superiorPlaces(row.place, row.street, cell) : []
  return { ...row, at: { organisation: row.organisation, superiors } }
}

/** What somebody may do about a leave: why not agree (null: it may), and whether end it. */
function withRights(actor: MemberActor, row: OpenDeputy) {
  const parties = { absent: row.absent.userId, deputy: row.stand.userId, namer: row.namer.userId }
  const waits = row.deputy.state === "asked"
  return {
    ...row,
    fault: waits ? confirmingFault(actor, row.at, { parties }) : ("not_found" as const),
    ends: mayEnd(actor, row.at, row.deputy),
  }
}

/** An authority as who stands in is named there, and everything that the actor may see of it and elsewhere. */
export interface OpenSeats {
  at: DeputyPlace & { organisation: { name: string } }
  people: Awaited<ReturnType<Context["read"]["deputies"]["of"]>>["people"]
  /** Members whom the actor may name a deputy of: itself, or those of an authority that it runs or stands above. */
  absents: OpenSeats["people"]
  rows: ReturnType<typeof withRights>[]
  /** Authorities below, whose members the actor may name deputies of as well. */
  below: { id: string; name: string }[]
  today: string
}

/** An authority where somebody is to stand in; one round trip. Errors: forbidden, not_found. */
export const deputySeats: Target<OpenSeats, { organisationId: string }> = {
  async open(ctx, { organisationId }) {
    const { actor } = ctx
    if (!may(actor, "deputy.read")) throw new DomainError("forbidden", "forbidden")
    const today = dayOf(ctx.now().getTime())
    const read = await ctx.read.deputies.of(organisationId, today)
    const found = read.found && placed(read.found, ctx.cell)
    const own = organisationId === actor.organisation.id
    if (!found && !own) throw new DomainError("not_found", "not_found")
    const at = found?.at ?? { organisation: actor.organisation, superiors: [] }
    const ruled = rulesOver(actor, at) !== null
    // Officials see their own authority; who runs or stands above one sees it as well.
    if (!own && !ruled) throw new DomainError("not_found", "not_found")
    const rows = read.rows
      .map((row) => placed(row, ctx.cell))
      .filter((row) => row.organisation.id === actor.organisation.id || rulesOver(actor, row.at) !== null)
    const below = read.below
      .map((row) => placed(row, ctx.cell))
      .filter((row) => row.organisation.id !== actor.organisation.id && rulesOver(actor, row.at) === "above")
    return {
      at,
      people: read.people,
      absents: read.people.filter((one) => namingOf(actor, at, one) !== null),
      rows: rows.map((row) => withRights(actor, row)),
      below: below.map(({ organisation }) => ({ id: organisation.id, name: organisation.name })),
      today,
    }
  },
  nameOf: (open) => ({ organisationId: open.at.organisation.id }),
}

/** A leave that is not over and that the actor may see; one round trip. Errors: forbidden, not_found. */
export const openDeputies: Target<ReturnType<typeof withRights>, { id: string }> = {
  async open(ctx, { id }) {
    const { actor } = ctx
    if (!may(actor, "deputy.read")) throw new DomainError("forbidden", "forbidden")
    const found = await ctx.read.deputies.one(id, dayOf(ctx.now().getTime()))
    const row = found && placed(found, ctx.cell)
    if (!row || (row.organisation.id !== actor.organisation.id && rulesOver(actor, row.at) === null))
      throw new DomainError("not_found", "not_found")
    return withRights(actor, row)
  },
  nameOf: ({ deputy }) => ({ id: deputy.id }),
}

/** What the letters about a leave say. */
export function deputyTold(
  { organisation, absent, stand, deputy }: Pick<OpenDeputy, "organisation" | "absent" | "stand" | "deputy">,
  link: string,
) {
  const { name } = organisation
  const people = { absent: absent.name, deputy: stand.name }
  return { organisation: name, ...people, day: deputy.fromDay, until: deputy.toDay, link }
}
