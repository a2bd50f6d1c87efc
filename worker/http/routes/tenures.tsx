import { type Context, Hono } from "hono"
import { TenuresPage, type TenuresPageProps } from "../../../web/pages/registry/tenures-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { once } from "../../usecases/once.ts"
import { beginTenure } from "../../usecases/registry/begin-tenure.ts"
import type { TenureCommand } from "../../usecases/registry/change-tenures.ts"
import { endTenure } from "../../usecases/registry/end-tenure.ts"
import { openTenures } from "../../usecases/registry/open-estate.ts"
import { removeTenure } from "../../usecases/registry/remove-tenure.ts"
import type { DeskEnv } from "../app-env.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { changeForm } from "../forms/registry-form.ts"
import { requires } from "../middleware/session.ts"

const target = (c: Context<DeskEnv>) => [c.req.param("slug") ?? "", c.req.param("tenureId") ?? ""] as const

async function show(
  c: Context<DeskEnv>,
  form: Pick<TenuresPageProps, "sent" | "state">,
  status: 200 | 409 | 422 = 200,
) {
  const { actor, ctx } = c.var
  const { estate, tenures, companies } = await openTenures(ctx, target(c)[0])
  const rows = { estate, tenures, companies }
  return c.render(<TenuresPage actor={actor} {...rows} {...form} />, status)
}

type Typed = Record<"company" | "fromDate" | "toDate", string>
type Act = (typed: Typed, command: TenureCommand) => Promise<{ slug: string }>

/** One change of who manages an estate: the form, the write once, then the estate's page. */
async function change(
  c: Context<DeskEnv>,
  sent: TenuresPageProps["sent"],
  options: { action: string; done: string },
  act: Act,
) {
  const { ctx } = c.var
  const { fields, command } = await changeForm(c, target(c)[0])
  const reason = fields["reason"] ?? ""
  const cut = (field: string) => (fields[field] ?? "").slice(0, 200)
  const typed = { company: cut("company"), fromDate: cut("fromDate"), toDate: cut("toDate") }
  try {
    const { action } = options
    const { slug } = await once(ctx, { ...command, action }, () => act(typed, { ...command, reason }))
    return c.redirect(`${paths.estateSheet(slug)}?done=${options.done}`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), { ...typed, reason })
    return show(c, { sent, state }, status)
  }
}

const editors = requires("registry.edit")

/** Who manages an estate, from when to when. */
export const tenureRoutes = new Hono<DeskEnv>()
  .get("/registry/estates/:slug/tenures", editors, (c) => show(c, { state: freshForm(c.var.ctx.newId()) }))
  .post("/registry/estates/:slug/tenures", editors, (c) =>
    change(c, "begin", { action: "tenure.begin", done: "begun" }, (typed, command) =>
      beginTenure(c.var.ctx, target(c)[0], typed, command),
    ),
  )
  .post("/registry/estates/:slug/tenures/:tenureId/end", editors, (c) =>
    change(c, "end", { action: "tenure.end", done: "ended" }, (typed, command) =>
      endTenure(c.var.ctx, ...target(c), typed, command),
    ),
  )
  .post("/registry/estates/:slug/tenures/:tenureId/removal", editors, (c) =>
    change(c, "removal", { action: "tenure.remove", done: "removed" }, (_, command) =>
      removeTenure(c.var.ctx, ...target(c), command),
    ),
  )
