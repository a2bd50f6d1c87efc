import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { cleanName, nameFault } from "../../domain/registry/names.ts"
import { freeSlug, type Spell, slugBase } from "../../domain/registry/spelling.ts"
import { basicsMost } from "../../domain/selection/check-basics.ts"
import { firstDraft } from "../../domain/selection/rules-parts.ts"
import type { UseCaseContext } from "../context.ts"

/** Words that stand where an address of a programme would. */
const reserved = ["new"]

function titleFault(title: string) {
  const fault = nameFault(title)
  if (fault === "name_missing") return { rule: "rules_title_missing", field: "title" }
  if (fault === "name_too_long")
    return { rule: "rules_text_long", field: "title", with: { length: [...title].length, max: 60 } }
  return fault && { rule: "rules_title_words", field: "title" }
}

/** 32 bits of a random id: the seed of draw and distribution, published with the rules. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 8), 16) >>> 0
}

/** Begins a programme as a draft; its address is its title in pinyin. Errors: forbidden, invalid, stale (address taken). */
export async function createProgramme(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  typed: { title: string; titleEn: string },
  { key }: { key: string },
): Promise<{ slug: string }> {
  if (!may(ctx.actor, "programme.edit")) throw new DomainError("forbidden", "forbidden")
  const title = cleanName(typed.title)
  const fault = titleFault(title)
  if (fault) throw new DomainError("invalid", "invalid", [fault])
  const base = slugBase(title, spell, "programme")
  const taken = await ctx.read.programmeDesk.slugsLike(base)
  const slug = freeSlug(base, new Set([...taken, ...reserved]))
  const id = ctx.newId()
  const { organisation } = ctx.actor
  const draft = firstDraft({
    title,
    titleEn: cleanName(typed.titleEn).slice(0, basicsMost.titleEn),
    organiser: organisation.name,
    seed: seedOf(ctx.newId()),
  })
  const at = ctx.now()
  const { result } = await ctx.write({ key, action: "programme.create", result: { slug } }, (store) => {
    store.programmes.create({
      id,
      slug,
      title,
      organisationId: organisation.id,
      phase: "draft",
      draft: canonicalJson(draft),
      createdAt: at.toISOString(),
    })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "programme.create",
      entity: "programme",
      entityId: id,
      detail: { slug },
      after: { phase: "draft" },
    })
  })
  return result
}
