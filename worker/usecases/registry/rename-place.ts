import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { plainText } from "../../domain/registry/names.ts"
import { readPlaceName } from "../../domain/registry/place-facts.ts"
import { type Spell, searchTextOf } from "../../domain/registry/spelling.ts"
import type { UseCaseContext } from "../context.ts"

/**
 * Gives a place another name; its code stays. Estates of a street are found by its new name from then on. Errors:
 * forbidden, not_found, invalid, stale (also while a release reads names).
 */
export async function renamePlace(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  code: string,
  typed: string,
  command: { key: string; revision: number },
): Promise<{ code: string }> {
  if (!may(ctx.actor, "place.edit")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.places.forRename(code)
  if (!found) throw new DomainError("not_found", "not_found")
  const { place, siblings, estates } = found
  if (place.revision !== command.revision) throw await ctx.outrun({ entity: "place", id: code })
  const { name, faults } = readPlaceName(typed)
  if (siblings.some((one) => plainText(one) === plainText(name)))
    faults.push({ rule: "sibling_name", field: "name" })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  if (name === place.name) return { code }
  const texts = estates.map(({ id, ...names }) => ({
    id,
    searchText: searchTextOf({ ...names, streetName: name }, spell),
  }))
  const { result } = await ctx.write(
    { key: command.key, action: "place.rename", result: { code } },
    (store) => {
      store.places.expect(place)
      store.estates.expectNoRelease()
      store.places.change(code, { name })
      if (texts.length > 0) store.estates.setSearchTexts(texts)
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "place.rename",
        entity: "place",
        entityId: code,
        detail: { estates: texts.length },
        ...changedFields({ name: place.name }, { name }),
      })
    },
  )
  return result
}
