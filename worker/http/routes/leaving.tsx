import { type Context, Hono } from "hono"
import { DeletionPage, type DeletionPageProps } from "../../../web/pages/leaving/deletion-page.tsx"
import { OperatorDeletionPage } from "../../../web/pages/leaving/operator-deletion-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import type { Leaver, OrganisationRow } from "../../data/leaving.ts"
import { deletionDueAt, lastDayOfTenures } from "../../domain/leaving/deletion.ts"
import { askDeletion } from "../../usecases/leaving/ask-deletion.ts"
import { openDeletion } from "../../usecases/leaving/open-deletion.ts"
import { takeBackDeletion } from "../../usecases/leaving/take-back-deletion.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { requires, signedIn } from "../middleware/session.ts"

function deletionPage(c: Context<DeskEnv>, own: Leaver, mayAsk: boolean, state: FormState) {
  const { actor, ctx } = c.var
  const { organisation, estates, waiting, heads: _, ...counts } = own
  const now = ctx.now().toISOString()
  const requestedAt = organisation.deletionRequestedAt
  const dueAt = deletionDueAt(requestedAt ?? now)
  return (
    <DeletionPage
      actor={actor}
      organisation={organisation}
      counts={counts}
      estates={estates}
      waiting={waiting}
      tenuresUntil={lastDayOfTenures(requestedAt ?? now)}
      asked={requestedAt ? { at: requestedAt, dueAt, due: now >= dueAt } : null}
      mayAsk={mayAsk}
      state={state}
      done={doneOf(c, requestedAt !== null)}
    />
  )
}

/** What was just done, as long as it is still so. */
function doneOf(c: Context<DeskEnv>, asked: boolean): DeletionPageProps["done"] {
  const done = c.req.method === "GET" ? c.req.query("done") : undefined
  if (done === "asked" && asked) return "asked"
  return done === "taken_back" && !asked ? "taken_back" : undefined
}

function operatorPage(c: Context<DeskEnv>, pending: OrganisationRow[], state: FormState) {
  const { actor, ctx } = c.var
  const rows = pending.flatMap(({ id, name, kind, deletionRequestedAt }) => {
    if (!deletionRequestedAt) return []
    const takeBackKey = kind === "authority" ? ctx.newId() : null
    return [
      {
        id,
        name,
        kind,
        askedAt: deletionRequestedAt,
        dueAt: deletionDueAt(deletionRequestedAt),
        takeBackKey,
      },
    ]
  })
  const done = c.req.method === "GET" ? c.req.query("done") : undefined
  return (
    <OperatorDeletionPage
      actor={actor}
      rows={rows}
      state={state}
      done={done === "asked" || done === "taken_back" ? done : undefined}
    />
  )
}

async function showDeletion(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const open = await openDeletion(c.var.ctx)
  const form = state ?? freshForm(c.var.ctx.newId())
  const page =
    "own" in open ? deletionPage(c, open.own, open.mayAsk, form) : operatorPage(c, open.pending, form)
  return c.render(page, status ?? 200)
}

async function ask(c: Context<DeskEnv>) {
  const fields = await readForm(c)
  const name = fields["name"] ?? ""
  const request = {
    key: formKey(c.req.path, fields),
    name,
    link: `${c.var.services.site}${paths.deletion()}`,
  }
  try {
    await askDeletion(c.var.ctx, request)
  } catch (error) {
    return showDeletion(c, refusedForm(error, c.var.ctx.newId(), { name }))
  }
  return c.redirect(paths.deletion({ done: "asked" }), 303)
}

async function takeBack(c: Context<DeskEnv>) {
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  await takeBackDeletion(c.var.ctx, { key, organisationId: fields["organisationId"] ?? "" })
  return c.redirect(paths.deletion({ done: "taken_back" }), 303)
}

const mayDelete = requires("organisation.delete", "organisation.register")

/** Asking for the deletion of an organisation, and taking it back. */
export const leavingRoutes = new Hono<DeskEnv>()
  .use("/organisation/deletion/*", signedIn, requires("organisation.export"))
  .get("/organisation/deletion", (c) => showDeletion(c))
  .post("/organisation/deletion", mayDelete, ask)
  .post("/organisation/deletion/withdrawal", mayDelete, takeBack)
