import { type Context, Hono } from "hono"
import { ExtensionPage, type ExtensionPageProps } from "../../../web/pages/verification/extension-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { extend } from "../../usecases/extension/extend.ts"
import { extensions, lockedReason } from "../../usecases/extension/open-extension.ts"
import { takeBackExtension } from "../../usecases/extension/take-back-extension.ts"
import { perform } from "../../usecases/perform.ts"
import type { OpenSubmission } from "../../usecases/submission/open-submission.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const nameOf = (c: Context<DeskEnv>) => ({
  slug: c.req.param("slug") ?? "",
  quarter: c.req.param("quarter") ?? "",
})

function doneWords(c: Context<DeskEnv>): string | undefined {
  const { done } = c.var.text.extensions
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  return what === "granted" || what === "takenBack" ? done[what] : undefined
}

async function show(
  c: Context<DeskEnv>,
  refused: { states?: Partial<ExtensionPageProps["states"]>; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const open = await extensions.open(ctx, nameOf(c))
  const { estate, quarter, company, managers, extension } = open.dossier
  const demonstration = estate.origin === "demonstration"
  const { slug, name, placeNames } = estate
  return c.render(
    <ExtensionPage
      actor={actor}
      estate={{ slug, name, placeNames, demonstration, managers }}
      company={company?.name ?? null}
      quarter={quarter.quarter}
      deadlineDay={quarter.deadlineDay}
      extension={extension}
      locked={lockedReason(open) !== null}
      states={{ grant: freshForm(ctx.newId()), back: freshForm(ctx.newId()), ...refused.states }}
      done={doneWords(c)}
    />,
    refused.status ?? 200,
  )
}

async function doing(
  c: Context<DeskEnv>,
  form: keyof ExtensionPageProps["states"],
  act: (open: OpenSubmission, fields: Record<string, string>, key: string) => Promise<unknown>,
) {
  const { ctx } = c.var
  const { slug, quarter } = nameOf(c)
  const open = await extensions.open(ctx, { slug, quarter })
  const { key, fields } = await formCommand(c)
  try {
    await act(open, fields, key)
    const done = form === "grant" ? "granted" : "takenBack"
    return c.redirect(`${paths.extension(slug, quarter)}?done=${done}`, 303)
  } catch (error) {
    const { deadlineDay = "", reason = "" } = fields
    const typed = { deadlineDay: deadlineDay.slice(0, 40), reason: reason.slice(0, 4000) }
    const { state, status } = refusedForm(error, ctx.newId(), typed)
    return show(c, { states: { [form]: state }, status })
  }
}

const reasonOf = (fields: Record<string, string>) => (fields["reason"] ?? "").slice(0, 4000)

function grant(c: Context<DeskEnv>) {
  const { ctx } = c.var
  return doing(c, "grant", (open, fields, key) => {
    const given = { deadlineDay: (fields["deadlineDay"] ?? "").slice(0, 40), reason: reasonOf(fields) }
    return perform(ctx, extend, open, { given }, { key })
  })
}

function takeBack(c: Context<DeskEnv>) {
  const { ctx } = c.var
  return doing(c, "back", (open, fields, key) => {
    const given = { reason: reasonOf(fields) }
    return perform(ctx, takeBackExtension, open, { given }, { key })
  })
}

/** 延期 of one estate's quarter, by its district or the city. */
export const extensionRoutes = new Hono<DeskEnv>()
  .use("/verification/:quarter/:slug/extension/*", signedIn, requires("deadline.extend"))
  .get("/verification/:quarter/:slug/extension", (c) => show(c))
  .post("/verification/:quarter/:slug/extension", acting(extend), grant)
  .post("/verification/:quarter/:slug/extension/end", acting(takeBackExtension), takeBack)
