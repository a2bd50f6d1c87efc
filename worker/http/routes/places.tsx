import { type Context, Hono } from "hono"
import { NewPlacePage, PlacePage, type PlacePageProps } from "../../../web/pages/registry/place-page.tsx"
import { PlacesPage } from "../../../web/pages/registry/places-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { cutText } from "../../domain/cut-text.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { TypedPlace } from "../../domain/registry/place-facts.ts"
import { once } from "../../usecases/once.ts"
import { createPlace } from "../../usecases/registry/create-place.ts"
import { openPlace } from "../../usecases/registry/open-place.ts"
import { reinstatePlace } from "../../usecases/registry/reinstate-place.ts"
import { renamePlace } from "../../usecases/registry/rename-place.ts"
import { retirePlace } from "../../usecases/registry/retire-place.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "../forms/command.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { requires } from "../middleware/session.ts"

const codeOf = (c: Context<DeskEnv>) => c.req.param("placeCode") ?? ""

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const filter = {
    q: cutText(c.req.query("q") ?? "", 60),
    district: cutText(c.req.query("district") ?? "", 20),
  }
  const found = await ctx.read.places.list({ ...filter, page: pageNumber(c.req.query("page")) })
  return c.render(<PlacesPage actor={actor} filter={filter} {...found} />)
}

function showNew(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const state = freshForm(ctx.newId())
  return c.render(<NewPlacePage actor={actor} state={state} />)
}

async function create(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const cut = (field: keyof TypedPlace) => (fields[field] ?? "").slice(0, 2000)
  const typed = { code: cut("code"), name: cut("name"), kind: cut("kind"), zoneCode: cut("zoneCode") }
  try {
    const { code } = await once(ctx, { key, action: "place.create" }, () => createPlace(ctx, typed, { key }))
    return c.redirect(`${paths.place(code)}?done=created`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), typed)
    return c.render(<NewPlacePage actor={actor} state={state} />, status)
  }
}

async function show(
  c: Context<DeskEnv>,
  form?: Pick<PlacePageProps, "sent" | "state">,
  status: 200 | 409 | 422 = 200,
) {
  const { actor, ctx, text } = c.var
  const sheet = await openPlace(ctx, codeOf(c))
  const words: Record<string, string | undefined> = text.registry.places.done
  return c.render(
    <PlacePage
      actor={actor}
      {...sheet}
      from={dayOf(ctx.now().getTime())}
      sent={form?.sent}
      state={form?.state ?? freshForm(ctx.newId())}
      done={form ? undefined : words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

type Command = { key: string; revision: number }

/** One change of a place: the form, the write once, then the place's page. */
async function change(
  c: Context<DeskEnv>,
  options: { action: string; done: string; sent: NonNullable<PlacePageProps["sent"]> },
  act: (typed: { name: string; from: string }, command: Command) => Promise<{ code: string }>,
) {
  const { ctx } = c.var
  const { action, done, sent } = options
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const typed = { name: (fields["name"] ?? "").slice(0, 2000), from: (fields["from"] ?? "").slice(0, 40) }
  try {
    const { code } = await once(ctx, { ...command, action }, () => act(typed, command))
    return c.redirect(`${paths.place(code)}?done=${done}`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), typed)
    return show(c, { sent, state }, status)
  }
}

/** Places: the operator's own. */
export const placeRoutes = new Hono<DeskEnv>()
  .use("/registry/places/*", requires("place.edit"))
  .get("/registry/places", list)
  .post("/registry/places", create)
  .get("/registry/places/new", showNew)
  .get("/registry/places/:placeCode", (c) => show(c))
  .post("/registry/places/:placeCode/name", (c) =>
    change(c, { action: "place.rename", done: "renamed", sent: "name" }, ({ name }, command) =>
      renamePlace(c.var.ctx, c.var.services.spell, codeOf(c), name, command),
    ),
  )
  .post("/registry/places/:placeCode/retirement", (c) =>
    change(c, { action: "place.retire", done: "retired", sent: "retirement" }, (typed, command) =>
      retirePlace(c.var.ctx, codeOf(c), typed, command),
    ),
  )
  .post("/registry/places/:placeCode/reinstatement", (c) =>
    change(c, { action: "place.reinstate", done: "reinstated", sent: "retirement" }, (_, command) =>
      reinstatePlace(c.var.ctx, codeOf(c), command),
    ),
  )
