import { Hono } from "hono"
import { SwitchPage } from "../../../web/pages/members/switch-page.tsx"
import { paths } from "../../../web/paths.ts"
import { ownMemberships, switchOrganisation } from "../../usecases/member/switch-organisation.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"

/** Which organisation a person of several acts for; signed in by the middleware of `/account/*`. */
export const switchingRoutes = new Hono<DeskEnv>()
  .get("/account/organisation", async (c) => {
    const { actor, ctx } = c.var
    const memberships = await ownMemberships(ctx)
    return c.render(<SwitchPage actor={actor} memberships={memberships} formKey={ctx.newId()} />)
  })
  .post("/account/organisation", async (c) => {
    const { ctx } = c.var
    const fields = await readForm(c)
    const key = formKey(c.req.path, fields)
    const command = { key, memberId: fields["member"] ?? "" }
    const memberships = await ownMemberships(ctx)
    await once(ctx, { key, action: "session.switch" }, () => switchOrganisation(ctx, memberships, command))
    return c.redirect(paths.desk(), 303)
  })
