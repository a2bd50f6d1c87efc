import type { Letter, SecurityNotice } from "../../domain/mail/letter.ts"
import type { UseCaseContext } from "../context.ts"
import type { Outbox } from "../mail/outbox.ts"

/** How a member is told what was done to its membership. */
export interface MemberLetters {
  outbox: Outbox
  language: Letter["language"]
}

/** A letter to a member about its membership, ready for the write's own batch. */
export async function sealNotice(
  ctx: UseCaseContext,
  { outbox, language }: MemberLetters,
  member: { email: string },
  what: SecurityNotice,
) {
  const at = ctx.now()
  const parameters = { what, when: at.toISOString() }
  const sealed = await outbox.seal({ to: member.email, template: "security", language, parameters })
  return { id: ctx.newId(), kind: "security", sealed, at }
}
