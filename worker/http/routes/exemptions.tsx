import { type Context, Hono } from "hono"
import { ExemptionPage } from "../../../web/pages/verification/exemption-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { exempt, firstBefore } from "../../usecases/exemption/exempt.ts"
import { takeBackExemption } from "../../usecases/exemption/take-back-exemption.ts"
import { extensions } from "../../usecases/extension/open-extension.ts"
import { perform } from "../../usecases/perform.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const nameOf = (c: Context<DeskEnv>) => ({
  slug: c.req.param("slug") ?? "",
  quarter: c.req.param("quarter") ?? "",
})

function doneWords(c: Context<DeskEnv>): string | undefined {
  const { done } = c.var.text.exemptions
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  return what === "granted" || what === "takenBack" ? done[what] : undefined
}

async function show(c: Context<DeskEnv>, refused?: { state: FormState; status: 409 | 422 }) {
  const { actor, ctx } = c.var
  const { dossier } = await extensions.open(ctx, nameOf(c))
  const { estate, quarter, company, managers, exemption, released, closed } = dossier
  const { slug, name, placeNames } = estate
  return c.render(
    <ExemptionPage
      actor={actor}
      estate={{ slug, name, placeNames, demonstration: estate.origin === "demonstration", managers }}
      company={company?.name ?? null}
      quarter={quarter.quarter}
      exemption={exemption}
      locked={released || closed}
      first={firstBefore(dossier)}
      state={refused?.state ?? freshForm(ctx.newId())}
      done={doneWords(c)}
    />,
    refused?.status ?? 200,
  )
}

const doing = (act: typeof exempt | typeof takeBackExemption, done: "granted" | "takenBack") =>
  async function answer(c: Context<DeskEnv>) {
    const { ctx } = c.var
    const { slug, quarter } = nameOf(c)
    const open = await extensions.open(ctx, { slug, quarter })
    const { key, fields } = await formCommand(c)
    const reason = (fields["reason"] ?? "").slice(0, 4000)
    try {
      const given = { reason }
      if (act === exempt) await perform(ctx, exempt, open, { given }, { key })
      else await perform(ctx, takeBackExemption, open, { given }, { key })
      return c.redirect(`${paths.exemption(slug, quarter)}?done=${done}`, 303)
    } catch (error) {
      return show(c, refusedForm(error, ctx.newId(), { reason }))
    }
  }

/** 免报 of one estate's quarter, by its district or the city. */
export const exemptionRoutes = new Hono<DeskEnv>()
  .use("/verification/:quarter/:slug/exemption/*", signedIn, requires("deadline.extend"))
  .get("/verification/:quarter/:slug/exemption", (c) => show(c))
  .post("/verification/:quarter/:slug/exemption", acting(exempt), doing(exempt, "granted"))
  .post(
    "/verification/:quarter/:slug/exemption/end",
    acting(takeBackExemption),
    doing(takeBackExemption, "takenBack"),
  )
