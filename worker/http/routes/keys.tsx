import { type Context, Hono } from "hono"
import { KeyPage, MadeKeyPage } from "../../../web/pages/keys/key-page.tsx"
import { KeysPage } from "../../../web/pages/keys/keys-page.tsx"
import { NewKeyPage } from "../../../web/pages/keys/new-key-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import type { ApiKey } from "../../data/api-keys.ts"
import { OVERLAP_DAYS } from "../../domain/api-key.ts"
import { DomainError } from "../../domain/errors.ts"
import { usableScopes } from "../../domain/permissions.ts"
import { dayOf, shiftDay } from "../../domain/quarter.ts"
import { createKey, type MadeKey } from "../../usecases/key/create-key.ts"
import { openKey } from "../../usecases/key/open-key.ts"
import { revokeKey } from "../../usecases/key/revoke-key.ts"
import { rotateKey } from "../../usecases/key/rotate-key.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formKey } from "../forms/command.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { showsSecret } from "../middleware/compression.ts"
import { requires, signedIn } from "../middleware/session.ts"

const PAGE_SIZE = 50
/** Offered as the last day of a new key. */
const USUAL_DAYS = 180

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const wanted = { page: pageNumber(c.req.query("page")), size: PAGE_SIZE, now: ctx.now() }
  const { keys, total } = await ctx.read.apiKeys.list(wanted)
  const pages = Math.ceil(total / PAGE_SIZE)
  return c.render(<KeysPage actor={actor} keys={keys} page={wanted.page} pages={pages} />)
}

function showNew(c: Context<DeskEnv>, { state, status }: Shown = {}, scopes: readonly string[] = []) {
  const { actor, ctx } = c.var
  const last_day = shiftDay(dayOf(ctx.now().getTime()), USUAL_DAYS)
  const shown = state ?? freshForm(ctx.newId(), { last_day })
  return c.render(
    <NewKeyPage actor={actor} state={shown} usable={usableScopes(actor)} scopes={scopes} />,
    status ?? 200,
  )
}

/** The key in full: the only answer that ever holds it, so nothing may keep it. */
function showMade(c: Context<DeskEnv>, made: MadeKey) {
  const { actor } = c.var
  const site = c.var.services.site
  showsSecret(c)
  return c.render(<MadeKeyPage actor={actor} keyText={made.text} keyId={made.id} site={site} />)
}

async function create(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { name = "", last_day = "" } = fields
  const scopes = [...fieldsOf(fields, "scope").keys()]
  try {
    return showMade(c, await createKey(ctx, keyDeps(c), { name, scopes, lastDay: last_day }, { key }))
  } catch (error) {
    return showNew(c, refusedForm(error, ctx.newId(), { name, last_day }), scopes)
  }
}

function keyDeps(c: Context<DeskEnv>) {
  const { keys, site } = c.var.services
  return { ...keys, keyLink: (id: string) => site + paths.key(id) }
}

const asked = (c: Context<DeskEnv>) => openKey(c.var.ctx, c.req.param("keyId") ?? "")

/** One key, and after a refusal the form that was sent: of its rotation or of its end. */
function showKey(c: Context<DeskEnv>, apiKey: ApiKey, state?: FormState) {
  const { actor, ctx, text } = c.var
  const done = c.req.method === "GET" && c.req.query("done") === "revoked" && apiKey.state === "revoked"
  const page = (
    <KeyPage
      actor={actor}
      apiKey={apiKey}
      state={state ?? freshForm(ctx.newId())}
      overlap={OVERLAP_DAYS}
      done={done ? text.programs.keys.done.revoked : undefined}
    />
  )
  return c.render(page, state ? 422 : 200)
}

async function rotate(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const apiKey = await asked(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const days = /^\d{1,3}$/.test(fields["overlap"] ?? "") ? Number(fields["overlap"]) : Number.NaN
  try {
    // A repetition finds the key rotated already: it is told that it was shown once.
    const made = await once(ctx, { key, action: "key.rotate" }, () =>
      rotateKey(ctx, keyDeps(c), apiKey, { key, overlapDays: days }),
    )
    return showMade(c, { id: made.id, text: made.text ?? null })
  } catch (error) {
    if (!(error instanceof DomainError) || error.faults.length === 0) throw error
    const { overlap = "" } = fields
    return showKey(c, apiKey, { ...freshForm(ctx.newId(), { overlap }), faults: error.faults })
  }
}

async function revoke(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const apiKey = await asked(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const unconfirmed = { rule: "key_confirm", field: "confirmed" }
  if (fields["confirmed"] !== "yes")
    return showKey(c, apiKey, { ...freshForm(ctx.newId()), faults: [unconfirmed] })
  await once(ctx, { key, action: "key.revoke" }, () => revokeKey(ctx, apiKey, { key }))
  return c.redirect(`${paths.key(apiKey.id)}?done=revoked`, 303)
}

/** API keys of the actor's organisation. */
export const keyRoutes = new Hono<DeskEnv>()
  .use("/keys/*", signedIn, requires("key.manage"))
  .get("/keys", list)
  .get("/keys/new", (c) => showNew(c))
  .post("/keys", create)
  .get("/keys/:keyId", async (c) => showKey(c, await asked(c)))
  .post("/keys/:keyId/rotation", rotate)
  .post("/keys/:keyId/revocation", revoke)
