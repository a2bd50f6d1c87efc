import type { Context } from "hono"
import { openJudge, openOwnJudging } from "../../usecases/judge/open-judge.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "./command.ts"
import { readForm } from "./read-form.ts"

export const judgeIdOf = (c: Context<DeskEnv>) => c.req.param("judgeId") ?? ""

type Fields = Record<string, string>

/**
 * A form as it was posted, with what `parse` makes of it; one that cannot be read is refused only after `look` found what
 * it is about: a denial never depends on what was sent.
 */
export async function judgingForm<T extends object>(
  c: Context<DeskEnv>,
  look: () => Promise<unknown>,
  parse: (fields: Fields) => T,
): Promise<T & { fields: Fields; key: string }> {
  try {
    const fields = await readForm(c)
    return { fields, key: formKey(c.req.path, fields), ...parse(fields) }
  } catch (error) {
    await look()
    throw error
  }
}

/** The form of a change to the judge that the address names, on the organiser's desk. */
export const judgeForm = (c: Context<DeskEnv>, slug: string) =>
  judgingForm(
    c,
    () => openJudge(c.var.ctx, slug, judgeIdOf(c)),
    (fields) => ({ revision: formRevision(fields) }),
  )

/** The form of a judge about its own part. */
export const ownForm = (c: Context<DeskEnv>) =>
  judgingForm(
    c,
    () => openOwnJudging(c.var.ctx, judgeIdOf(c)),
    () => ({}),
  )

/** What was just done, told by the address that it led to. */
export function judgingDone(c: Context<DeskEnv>): string | undefined {
  const { done } = c.var.text.judging
  const what = c.req.query("done") ?? ""
  return c.req.method === "GET" && Object.hasOwn(done, what) ? done[what] : undefined
}
