import type { Reads } from "../../data/reads.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { type AttachmentFiles, genericName } from "../../domain/selection/attachment.ts"
import type { UseCaseContext } from "../context.ts"

/** A file with what decides who may see it. */
export type SeenAttachment = NonNullable<Awaited<ReturnType<Reads["attachments"]["find"]>>>

/** Whether the actor runs the programme that a file belongs to. */
export function organises(actor: MemberActor, { programme }: Pick<SeenAttachment, "programme">): boolean {
  return may(actor, "programme.run") && programme.organisationId === actor.organisation.id
}

/**
 * Judges see files while they judge: where the programme is blind, only the copies that tell nothing; elsewhere the copy
 * in the place of what it redacts, or the file itself.
 */
function judges(actor: MemberActor, { file, programme, judging }: SeenAttachment): boolean {
  if (!may(actor, "review.write") || !judging || programme.phase !== "review") return false
  return file.redacts !== null || programme.rules?.review.blind === false
}

/**
 * A file within the actor's reach: of its own nomination, of a programme that it runs, or one that it judges; everything
 * else is not there. Errors: not_found.
 */
export async function openAttachment(
  ctx: UseCaseContext<MemberActor>,
  id: string,
): Promise<SeenAttachment & { as: "owner" | "organiser" | "judge" }> {
  const seen = await ctx.read.attachments.find(id)
  if (!seen) throw new DomainError("not_found", "not_found")
  if (organises(ctx.actor, seen)) return { ...seen, as: "organiser" }
  if (seen.nominated && seen.file.redacts === null && may(ctx.actor, "nomination.read"))
    return { ...seen, as: "owner" }
  if (judges(ctx.actor, seen)) return { ...seen, as: "judge" }
  throw new DomainError("not_found", "not_found")
}

/** The bytes of a file, with the name that the actor may know it by and its nomination. Errors: not_found. */
export async function readAttachment(
  ctx: UseCaseContext<MemberActor>,
  files: Pick<AttachmentFiles, "get">,
  id: string,
): Promise<
  Pick<SeenAttachment["file"], "type" | "name" | "nominationId"> & { bytes: Uint8Array<ArrayBuffer> }
> {
  const { file, position, as } = await openAttachment(ctx, id)
  const bytes = await files.get(file.file)
  if (!bytes) throw new DomainError("not_found", "not_found")
  const generic = as === "judge" || file.name === ""
  const { type, nominationId } = file
  return { bytes, type, nominationId, name: generic ? genericName(position, file.type) : file.name }
}
