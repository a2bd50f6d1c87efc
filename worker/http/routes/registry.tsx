import { type Context, Hono } from "hono"
import { EstateFormPage, type EstateFormProps } from "../../../web/pages/registry/estate-form-page.tsx"
import { EstateSheetPage } from "../../../web/pages/registry/estate-page.tsx"
import { RegistryListPage, registryColumns } from "../../../web/pages/registry/list-page.tsx"
import { PickPage } from "../../../web/pages/registry/pick-page.tsx"
import { RetirementPage } from "../../../web/pages/registry/retirement-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { cutText } from "../../domain/cut-text.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import {
  type EstateField,
  estateFields,
  type TypedEstate,
  typedEstate,
} from "../../domain/registry/estate-facts.ts"
import { estateList } from "../../domain/registry/estate-list.ts"
import { once } from "../../usecases/once.ts"
import { createEstate } from "../../usecases/registry/create-estate.ts"
import { editEstate, factsOf } from "../../usecases/registry/edit-estate.ts"
import { openEstate } from "../../usecases/registry/open-estate.ts"
import { placesToChoose } from "../../usecases/registry/places-to-choose.ts"
import { reinstateEstate } from "../../usecases/registry/reinstate-estate.ts"
import { retireEstate } from "../../usecases/registry/retire-estate.ts"
import { searchEstates } from "../../usecases/registry/search-estates.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { changeForm } from "../forms/registry-form.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { importRoutes } from "./imports.tsx"
import { placeRoutes } from "./places.tsx"
import { tenureRoutes } from "./tenures.tsx"

const slugOf = (c: Context<DeskEnv>) => c.req.param("slug") ?? ""

/** The registry as this member sees it. */
const estatesOf = (c: Context<DeskEnv>) => ({
  kind: estateList(c.var.actor.organisation.kind),
  paths: { page: paths.registry(), file: paths.listFile("registry") },
  columns: registryColumns(c.var.text),
  read: (asked: Parameters<typeof searchEstates>[1], page: ListPage) => searchEstates(c.var.ctx, asked, page),
})

async function list(c: Context<DeskEnv>) {
  const { actor } = c.var
  const estates = estatesOf(c)
  const { found, asked, turn } = await listPage(c, estates)
  return c.render(
    <RegistryListPage
      actor={actor}
      mayEdit={may(actor, "registry.edit")}
      mayEditPlaces={may(actor, "place.edit")}
      kind={estates.kind}
      asked={asked}
      turn={turn}
      {...found}
    />,
  )
}

async function showSheet(c: Context<DeskEnv>) {
  const { actor, ctx, text } = c.var
  const open = await openEstate(ctx, slugOf(c))
  const { estate, placeNames, missing, hints, tenures, shared, mayEdit } = open
  const words: Record<string, string | undefined> = text.registry.done
  return c.render(
    <EstateSheetPage
      actor={actor}
      estate={{ ...estate, placeNames, demonstration: estate.origin === "demonstration" }}
      missing={missing}
      hints={hints}
      tenures={tenures}
      shared={shared}
      mayEdit={mayEdit}
      formKey={ctx.newId()}
      done={words[c.req.query("done") ?? ""]}
    />,
  )
}

/** The form of a new estate once its place is chosen, before that the choice of the place. */
async function startNew(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const { in: inside = "", q = "", place = "" } = c.req.query()
  const found = await placesToChoose(ctx, {
    code: place || inside,
    q: place === "" ? cutText(q.trim(), 60) : "",
  })
  if (place === "") return c.render(<PickPage actor={actor} {...found} />)
  const placeNames = [...found.place.within, found.place.name]
  const state = freshForm(ctx.newId(), { placeCode: found.place.code })
  return showForm(c, { estate: null, placeNames, state })
}

function typedIn(fields: Record<string, string>): TypedEstate {
  const text = (field: EstateField) => [field, (fields[field] ?? "").slice(0, 2000)]
  return Object.fromEntries(estateFields.map(text)) as TypedEstate
}

function showForm(
  c: Context<DeskEnv>,
  props: Omit<EstateFormProps, "text" | "actor">,
  status: 200 | 409 | 422 = 200,
) {
  return c.render(<EstateFormPage actor={c.var.actor} {...props} />, status)
}

async function create(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const typed = typedIn(fields)
  const reason = fields["reason"] ?? ""
  try {
    const { slug } = await once(ctx, { key, action: "estate.create" }, () =>
      createEstate(ctx, services.spell, typed, { key, reason }),
    )
    return c.redirect(`${paths.estateSheet(slug)}?done=created`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), { ...typed, reason })
    return showForm(c, { estate: null, placeNames: [], state }, status)
  }
}

async function openFacts(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const open = await openEstate(ctx, slugOf(c))
  const state = freshForm(ctx.newId(), { ...typedEstate(factsOf(open)), keepName: "yes" })
  return showForm(c, { estate: open.estate, placeNames: open.placeNames, state })
}

async function saveFacts(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, command } = await changeForm(c, slug)
  const typed = typedIn(fields)
  const reason = fields["reason"] ?? ""
  const { keepName = "" } = fields
  try {
    await once(ctx, { ...command, action: "estate.edit" }, () =>
      editEstate(ctx, services.spell, slug, typed, { ...command, reason, keepName: keepName === "yes" }),
    )
    return c.redirect(`${paths.estateSheet(slug)}?done=edited`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), { ...typed, reason, keepName })
    const { estate } = await openEstate(ctx, slug)
    return showForm(c, { estate, placeNames: [], state }, status)
  }
}

async function openRetirement(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const { estate } = await openEstate(ctx, slugOf(c))
  const state = freshForm(ctx.newId(), { from: dayOf(ctx.now().getTime()) })
  return c.render(<RetirementPage actor={actor} estate={estate} state={state} />)
}

async function retire(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const slug = slugOf(c)
  const { fields, command } = await changeForm(c, slug)
  const { from = "", reason = "", confirmed = "" } = fields
  try {
    await once(ctx, { ...command, action: "estate.retire" }, () => {
      if (confirmed !== "yes")
        throw new DomainError("invalid", "invalid", [{ rule: "not_confirmed", field: "confirmed" }])
      return retireEstate(ctx, slug, { from: from.slice(0, 40), reason }, command)
    })
    return c.redirect(`${paths.estateSheet(slug)}?done=retired`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), { from, reason, confirmed })
    const { estate } = await openEstate(ctx, slug)
    return c.render(<RetirementPage actor={actor} estate={estate} state={state} />, status)
  }
}

async function reinstate(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { command } = await changeForm(c, slug)
  await once(ctx, { ...command, action: "estate.reinstate" }, () => reinstateEstate(ctx, slug, command))
  return c.redirect(`${paths.estateSheet(slug)}?done=reinstated`, 303)
}

const editors = requires("registry.edit")

/** Estates, tenures and places. */
export const registryRoutes = new Hono<DeskEnv>()
  .use("/registry/*", signedIn, requires("registry.read"))
  .get("/registry", list)
  .get(paths.listFile("registry"), (c) => listFile(c, estatesOf(c)))
  .get("/registry/new", editors, startNew)
  .post("/registry/estates", editors, create)
  .get("/registry/estates/:slug", showSheet)
  .get("/registry/estates/:slug/facts", editors, openFacts)
  .post("/registry/estates/:slug/facts", editors, saveFacts)
  .get("/registry/estates/:slug/retirement", editors, openRetirement)
  .post("/registry/estates/:slug/retirement", editors, retire)
  .post("/registry/estates/:slug/reinstatement", editors, reinstate)
  .route("/", importRoutes)
  .route("/", tenureRoutes)
  .route("/", placeRoutes)
