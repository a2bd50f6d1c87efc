import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

const onPage = 20

/** One page of the own organisation's programmes, the newest first. Errors: forbidden. */
export async function listProgrammes(ctx: UseCaseContext<MemberActor>, asked: number) {
  if (!may(ctx.actor, "programme.read")) throw new DomainError("forbidden", "forbidden")
  const read = (page: number) => ctx.read.programmes.list({ limit: onPage, offset: (page - 1) * onPage })
  const found = await read(asked)
  // A page behind the last one says nothing of how many there are.
  const beyond = found.rows.length === 0 && asked > 1
  const shown = beyond ? await read(1) : found
  const pages = Math.max(1, Math.ceil(shown.total / onPage))
  return { rows: shown.rows, page: beyond ? 1 : asked, pages }
}
