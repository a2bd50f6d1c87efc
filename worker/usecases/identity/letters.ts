import type { Letter, SecurityNotice } from "../../domain/mail/letter.ts"
import type { UseCaseContext } from "../context.ts"
import type { Outbox } from "../mail/outbox.ts"

/** How a use case tells somebody by letter. */
export interface LetterDeps {
  outbox: Outbox
  language: Letter["language"]
}

/** A sealed letter as `store.mails` takes it. */
export interface SealedMail {
  id: string
  kind: string
  sealed: string
  at: Date
}

/** Seals a letter for the batch of the write that it tells of. */
export async function sealMail(
  ctx: Pick<UseCaseContext, "newId" | "now">,
  { outbox }: Pick<LetterDeps, "outbox">,
  letter: Letter,
): Promise<SealedMail> {
  return { id: ctx.newId(), kind: letter.template, sealed: await outbox.seal(letter), at: ctx.now() }
}

/** Tells a person that somebody, hopefully itself, changed how it signs in. */
export function securityMail(
  ctx: Pick<UseCaseContext, "newId" | "now">,
  deps: LetterDeps,
  to: string,
  what: SecurityNotice,
): Promise<SealedMail> {
  const parameters = { what, when: ctx.now().toISOString() }
  return sealMail(ctx, deps, { to, template: "security", language: deps.language, parameters })
}
