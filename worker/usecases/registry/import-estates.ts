import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import {
  type CheckedImport,
  checkEstateImport,
  type EstateImportField,
  estateImportKeys,
  type ImportedEstate,
} from "../../domain/registry/import-estates.ts"
import type { ImportRow } from "../../domain/registry/import-table.ts"
import { cleanName } from "../../domain/registry/names.ts"
import { freeSlug, type Spell, searchTextOf, slugBase } from "../../domain/registry/spelling.ts"
import type { UseCaseContext } from "../context.ts"
import { reachOf } from "./reach.ts"

/** The estates of a file as they will stand, each with its address. */
export type EstateImport = CheckedImport<ImportedEstate & { slug: string }>

/** Checks a whole file of estates; nothing is written. One round trip. Errors: forbidden. */
export async function checkEstates(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  rows: readonly ImportRow<EstateImportField>[],
): Promise<EstateImport> {
  const within = reachOf(ctx.actor)
  const today = dayOf(ctx.now().getTime())
  // A name is spelt once: that takes longer than all else that is done with it.
  const bases = new Map<string, string>()
  const baseOf = (name: string) => {
    const base = bases.get(name) ?? slugBase(name, spell)
    bases.set(name, base)
    return base
  }
  for (const { cells } of rows) baseOf(cleanName(cells.name ?? ""))
  const met = await ctx.read.imports.forEstates(estateImportKeys(rows), [...new Set(bases.values())])
  const checked = checkEstateImport(rows, { ...met, reach: { today, within } })
  const taken = new Set(met.slugs)
  const addressed = checked.rows.map((estate) => {
    const slug = freeSlug(baseOf(estate.facts.name), taken)
    taken.add(slug)
    return { ...estate, slug }
  })
  return { ...checked, rows: addressed }
}

/**
 * Enters all estates of a file with who manages them, or none. Errors: forbidden, invalid (`import_faults`: the file is
 * not good, or no more; `explain`: its notes have to be confirmed), stale.
 */
export async function importEstates(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  rows: readonly ImportRow<EstateImportField>[],
  command: { key: string; confirmed: boolean },
): Promise<{ count: number }> {
  const checked = await checkEstates(ctx, spell, rows)
  if (checked.faults.length > 0 || checked.rows.length === 0)
    throw new DomainError("invalid", "import_faults")
  if (checked.notes.length > 0 && !command.confirmed) throw new DomainError("invalid", "explain")
  const now = ctx.now()
  const importId = ctx.newId()
  const estates = checked.rows.map((estate) => ({ ...estate, id: ctx.newId() }))
  const count = estates.length
  const { result } = await ctx.write(
    { key: command.key, action: "estate.import", result: { count } },
    (store) => {
      store.estates.createMany(
        estates.map(({ id, slug, facts, standing: { streetName, ...codes } }) => ({
          ...facts,
          ...codes,
          id,
          slug,
          formerNames: JSON.stringify(facts.formerNames),
          searchText: searchTextOf({ ...facts, streetName }, spell),
          origin: "registered" as const,
          createdAt: now.toISOString(),
        })),
        estates.flatMap(({ id: estateId, tenures }) =>
          tenures.map(({ organisationId, fromDate, toDate }) => ({
            id: ctx.newId(),
            estateId,
            organisationId,
            fromDate,
            toDate,
            recordedAt: now.toISOString(),
          })),
        ),
        dayOf(now.getTime()),
      )
      store.audit.recordMany(
        estates.map(({ id, slug, line, facts, tenures }) => ({
          id: ctx.newId(),
          at: now,
          action: "estate.import",
          entity: "estate",
          entityId: id,
          detail: { slug, import: importId, line, estates: count },
          ...changedFields(null, {
            ...facts,
            tenures: tenures.map(({ organisationId, fromDate, toDate }) => ({
              organisationId,
              fromDate,
              toDate,
            })),
          }),
        })),
      )
    },
  )
  return result
}
