import { type Context, Hono } from "hono"
import { FactorPolicyPage } from "../../../web/pages/organisations/factor-policy-page.tsx"
import { paths } from "../../../web/paths.ts"
import type { Role } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { rolesOf } from "../../domain/permissions.ts"
import { once } from "../../usecases/once.ts"
import { openFactorPolicy, requireSecondFactor } from "../../usecases/organisation/require-second-factor.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"

const named = (c: Context<DeskEnv>) => c.req.param("organisationId") ?? null
const open = (c: Context<DeskEnv>) => openFactorPolicy(c.var.ctx, named(c) ?? c.var.actor.organisation.id)

async function show(c: Context<DeskEnv>, ticked?: readonly Role[]) {
  const { actor, ctx } = c.var
  return c.render(
    <FactorPolicyPage
      actor={actor}
      policy={await open(c)}
      formKey={ctx.newId()}
      done={c.req.method === "GET" && c.req.query("done") === "1"}
      stale={ticked && { ticked }}
    />,
    ticked ? 409 : 200,
  )
}

async function save(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const policy = await open(c)
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const ticked = (role: Role) => fields[`role:${role}`] !== undefined
  try {
    await once(ctx, { ...command, action: "organisation.require_second_factor" }, () =>
      requireSecondFactor(ctx, policy, ticked, command),
    )
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    return show(c, rolesOf[policy.kind].filter(ticked))
  }
  return c.redirect(paths.factorPolicy(named(c), { done: "1" }), 303)
}

const own = "/organisation/second-factor"
const other = "/organisations/:organisationId/second-factor"

/** Who needs a second factor: in one's own organisation; the operator also in others (`/organisations/*` lets it in). */
export const factorPolicyRoutes = new Hono<DeskEnv>()
  .use(own, signedIn, requires("factor.manage"))
  .get(own, (c) => show(c))
  .post(own, save)
  .get(other, (c) => show(c))
  .post(other, save)
