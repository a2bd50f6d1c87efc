import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { Place } from "../../domain/place.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { CheckedImport } from "../../domain/registry/import-estates.ts"
import { checkPlaceImport, placeImportKeys } from "../../domain/registry/import-places.ts"
import type { ImportRow } from "../../domain/registry/import-table.ts"
import type { PlaceField } from "../../domain/registry/place-facts.ts"
import type { UseCaseContext } from "../context.ts"

/** Checks a whole file of places; nothing is written. One round trip. Errors: forbidden. */
export async function checkPlaces(
  ctx: UseCaseContext<MemberActor>,
  rows: readonly ImportRow<PlaceField>[],
): Promise<CheckedImport<Place & { line: number }>> {
  if (!may(ctx.actor, "place.edit")) throw new DomainError("forbidden", "forbidden")
  const stored = await ctx.read.imports.forPlaces(placeImportKeys(rows, ctx.cell))
  return checkPlaceImport(rows, stored, { cell: ctx.cell, today: dayOf(ctx.now().getTime()) })
}

/** Enters all places of a file, or none. Errors: forbidden, invalid (`import_faults`), stale. */
export async function importPlaces(
  ctx: UseCaseContext<MemberActor>,
  rows: readonly ImportRow<PlaceField>[],
  command: { key: string },
): Promise<{ count: number }> {
  const checked = await checkPlaces(ctx, rows)
  if (checked.faults.length > 0 || checked.rows.length === 0)
    throw new DomainError("invalid", "import_faults")
  const now = ctx.now()
  const importId = ctx.newId()
  const count = checked.rows.length
  const { result } = await ctx.write(
    { key: command.key, action: "place.import", result: { count } },
    (store) => {
      store.places.createMany(
        checked.rows.map(({ line: _, ...place }) => place),
        dayOf(now.getTime()),
      )
      store.audit.recordMany(
        checked.rows.map(({ line, ...place }) => ({
          id: ctx.newId(),
          at: now,
          action: "place.import",
          entity: "place",
          entityId: place.code,
          detail: { import: importId, line, places: count },
          ...changedFields(null, place),
        })),
      )
    },
  )
  return result
}
