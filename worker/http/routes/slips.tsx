import { type Context, Hono } from "hono"
import { SlipSheet } from "../../../web/pages/members/slip-sheet.tsx"
import { SlipsPage } from "../../../web/pages/members/slips-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { makeAccounts, type Slip, slipRoles } from "../../usecases/member/make-accounts.ts"
import { openMember } from "../../usecases/member/open-member.ts"
import { renewSlip } from "../../usecases/member/renew-slip.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { refusedAccount } from "../forms/account-form.ts"
import { formKey, formRevision } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { identityDeps } from "../identity-deps.ts"

type Refused = Partial<ReturnType<typeof refusedAccount>>

function form(c: Context<DeskEnv>, { state, status }: Refused = {}) {
  const { actor, ctx } = c.var
  const roles = slipRoles(actor)
  const limitable = roles.some((role) => mayBeLimited(actor.organisation.kind, role))
  const page = (
    <SlipsPage actor={actor} roles={roles} limitable={limitable} state={state ?? freshForm(ctx.newId())} />
  )
  return c.render(page, status ?? 200)
}

/** The slips, in the answer to the form itself: they are kept nowhere that a second look could find them. */
function sheet(c: Context<DeskEnv>, slips: readonly Slip[] | null, { choosing = false, again = false } = {}) {
  const { actor, services } = c.var
  const address = services.site + paths.signIn()
  return c.render(
    <SlipSheet
      actor={actor}
      slips={slips}
      choosing={choosing}
      again={again}
      address={address}
      qr={services.qrCode(address)}
    />,
  )
}

async function make(c: Context<DeskEnv>) {
  const fields = await readForm(c)
  const { people = "", role = "", limited = "" } = fields
  const request = { people, role, limited: limited === "yes" }
  try {
    const key = formKey(c.req.path, fields)
    const made = await once(c.var.ctx, { key, action: "member.make_account" }, () =>
      makeAccounts(c.var.ctx, identityDeps(c), request, { key }),
    )
    return sheet(c, made, { choosing: request.limited })
  } catch (error) {
    return form(c, refusedAccount(c, error, { people, role, limited }))
  }
}

async function renew(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const member = await openMember(ctx, c.req.param("memberId") ?? "")
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const slip = await once(ctx, { ...command, action: "member.renew_slip" }, () =>
    renewSlip(ctx, identityDeps(c), member, command),
  )
  return sheet(c, slip && [slip], { again: true })
}

/** Accounts for people who read no mail, with a printed first password; for heads. */
export const slipRoutes = new Hono<DeskEnv>()
  .get("/members/slips", (c) => form(c))
  .post("/members/slips", make)
  .post("/members/:memberId/slip", renew)
