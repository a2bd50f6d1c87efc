import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type LetterDeps, type SealedMail, sealMail } from "../identity/letters.ts"

/** How people are told of a new key. */
export interface KeyLetterDeps extends LetterDeps {
  /** The whole address of a key's page. */
  keyLink(id: string): string
}

/** The letters that tell of a new key, for the batch that makes it: one to each of `toTell`. */
export function keyLetters(
  ctx: UseCaseContext<MemberActor>,
  deps: KeyLetterDeps,
  key: { id: string; name: string; createdAt: string },
  toTell: readonly string[],
): Promise<SealedMail[]> {
  const { organisation, name: maker } = ctx.actor
  const link = deps.keyLink(key.id)
  const parameters = { link, organisation: organisation.name, key: key.name, maker, when: key.createdAt }
  const { language } = deps
  return Promise.all(
    toTell.map((to) => sealMail(ctx, deps, { to, template: "key_made", language, parameters })),
  )
}
