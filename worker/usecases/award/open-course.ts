import type { Course } from "../../data/notices.ts"
import type { Programme } from "../../data/programmes.ts"
import type { List } from "../../data/shortlists.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** A programme from its list on, within the actor's scope; one round trip. Errors: forbidden, not_found. */
export async function openCourse(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  permission: Permission = "programme.run",
): Promise<Course> {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
  const course = await ctx.read.notices.course(slug)
  if (!course) throw new DomainError("not_found", "not_found")
  return course
}

/** The newest list. Errors: conflict (`no_shortlist`). */
export function newestList({ lists }: { lists: readonly List[] }): List {
  const list = lists.at(-1)
  if (!list) throw new DomainError("conflict", "no_shortlist")
  return list
}

/** Says when the release that a programme rests on has been corrected since: the list stays as it was frozen. */
export function basisFaults(
  { rules }: Pick<Programme, "rules">,
  published: { releaseId: string; number: number } | null,
): Fault[] {
  if (!rules || !published || published.releaseId === rules.basis.releaseId) return []
  const { period, number } = rules.basis
  return [{ rule: "basis_corrected", with: { period, frozen: number, now: published.number } }]
}
