import { type Context, Hono } from "hono"
import { DeputiesPage } from "../../../web/pages/deputies/deputies-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import type { Act } from "../../usecases/act.ts"
import { confirmDeputy } from "../../usecases/deputy/confirm-deputy.ts"
import { endDeputy } from "../../usecases/deputy/end-deputy.ts"
import { nameDeputy } from "../../usecases/deputy/name-deputy.ts"
import { deputySeats, openDeputies } from "../../usecases/deputy/open-deputies.ts"
import { perform } from "../../usecases/perform.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const fieldNames = ["member", "deputy", "fromDay", "toDay", "reason"] as const
const longest = { member: 80, deputy: 80, fromDay: 40, toDay: 40, reason: 4000 }

/** What was typed into the form, cut to what is read of it. */
function typedIn(fields: Record<string, string>) {
  const of = (name: (typeof fieldNames)[number]) => (fields[name] ?? "").slice(0, longest[name])
  return {
    ...{ member: of("member"), deputy: of("deputy"), reason: of("reason") },
    ...{ fromDay: of("fromDay"), toDay: of("toDay") },
  }
}

async function show(
  c: Context<DeskEnv>,
  organisationId: string,
  refused: { state?: FormState; status?: 409 | 422 } = {},
) {
  const { actor, ctx, text } = c.var
  const seats = await deputySeats.open(ctx, { organisationId })
  const done = c.req.method === "GET" ? c.req.query("done") : undefined
  const words = text.deputies.done
  const notice =
    done === "standing" || done === "asked" || done === "confirmed" || done === "ended"
      ? words[done]
      : undefined
  return c.render(
    <DeputiesPage
      actor={actor}
      seats={seats}
      state={refused.state ?? freshForm(ctx.newId())}
      notice={notice}
    />,
    refused.status ?? 200,
  )
}

const asked = (c: Context<DeskEnv>) => c.req.query("organisation") || c.var.actor.organisation.id

async function name(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const { key, fields } = await formCommand(c)
  const organisationId = (fields["organisation"] ?? "").slice(0, 80) || actor.organisation.id
  const given = typedIn(fields)
  const seats = await deputySeats.open(ctx, { organisationId })
  try {
    const { result } = await perform(ctx, nameDeputy, seats, { given }, { key })
    const organisation = organisationId === actor.organisation.id ? undefined : organisationId
    return c.redirect(paths.deputies({ organisation, done: result.state }), 303)
  } catch (error) {
    return show(c, organisationId, refusedForm(error, ctx.newId(), given))
  }
}

type Opened = Awaited<ReturnType<typeof openDeputies.open>>

/** An act about one leave, which the form names; one that is over is answered as it was where the same form ended it. */
async function about<Rule extends string>(
  c: Context<DeskEnv>,
  act: Act<Opened, { id: string }, { given: Record<string, never> }, Rule, unknown>,
  done: "confirmed" | "ended",
) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const id = fields["id"]
  if (!id) throw new DomainError("invalid", "bad_request")
  try {
    await perform(ctx, act, await openDeputies.open(ctx, { id: id.slice(0, 80) }), { given: {} }, { key })
  } catch (error) {
    const over = error instanceof DomainError && error.code === "not_found"
    if (!over || (await ctx.read.writes.firstResult(key, act.name)) === undefined) throw error
  }
  return c.redirect(paths.deputies({ done }), 303)
}

/** 代理: who stands in for whom in the own authority and those below, naming it, agreeing to it, ending it. */
export const deputyRoutes = new Hono<DeskEnv>()
  .use("/deputies/*", signedIn, requires("deputy.read"))
  .get("/deputies", (c) => show(c, asked(c)))
  .post("/deputies", acting(nameDeputy), name)
  .post("/deputies/confirmation", acting(confirmDeputy), (c) => about(c, confirmDeputy, "confirmed"))
  .post("/deputies/end", acting(endDeputy), (c) => about(c, endDeputy, "ended"))
