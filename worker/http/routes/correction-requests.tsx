import { type Context, Hono } from "hono"
import { AskPage, type AskView } from "../../../web/pages/corrections/ask-page.tsx"
import { RequestPage } from "../../../web/pages/corrections/request-page.tsx"
import { RequestsPage, requestColumns } from "../../../web/pages/corrections/requests-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { correctionRequests } from "../../domain/correction/request.ts"
import { type RequestSort, requestFilters, requestList } from "../../domain/correction/request-list.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { isLate } from "../../domain/ticket/due.ts"
import { isOpen } from "../../domain/ticket/states.ts"
import { askCorrection, askLock, tryRequest } from "../../usecases/correction/ask-correction.ts"
import {
  type CorrectableFiling,
  listRequests,
  openCorrectable,
  openRequest,
  requests,
} from "../../usecases/correction/open-request.ts"
import { refuseRequest } from "../../usecases/correction/refuse-request.ts"
import { withdrawRequest } from "../../usecases/correction/withdraw-request.ts"
import { perform } from "../../usecases/perform.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formCommand } from "../forms/command.ts"
import { refusedForm, refusedWhole } from "../forms/refused-form.ts"
import { listFile, listPage } from "../list-page.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const nameOf = (c: Context<DeskEnv>) => ({
  slug: c.req.param("slug") ?? "",
  quarter: c.req.param("quarter") ?? "",
})

/** Faults of values under the names that their fields have. */
function faultsAt({ filing }: CorrectableFiling, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) =>
    filing.mine.has(fault.field ?? "") ? { ...fault, field: `v:${fault.field}` } : fault,
  )
}

/** What was typed, as one text. */
const triedOf = (values: ReadonlyMap<string, string>) =>
  JSON.stringify(
    [...values].flatMap(([key, text]) => (text.trim() === "" ? [] : [[key, text.trim()]])).sort(),
  )

function askView(
  open: CorrectableFiling,
  state: FormState,
  { tried, now }: { tried: AskView["tried"]; now: Date },
): AskView {
  const { filing, earlier } = open
  const { estate, quarter, company, managers } = filing.dossier
  return {
    estate: {
      slug: estate.slug,
      name: estate.name,
      placeNames: estate.placeNames,
      demonstration: estate.origin === "demonstration",
      managers,
    },
    quarter: quarter.quarter,
    company: company?.name ?? null,
    edition: filing.edition,
    mine: filing.mine,
    standing: new Map([...filing.standing].map(([key, { value }]) => [key, value])),
    lock: askLock(open, now),
    preliminary: open.latest?.state === "preliminary",
    earlier,
    tried,
    state,
  }
}

async function showAsk(c: Context<DeskEnv>) {
  const open = await openCorrectable(c.var.ctx, nameOf(c))
  const view = askView(open, freshForm(c.var.ctx.newId()), { tried: null, now: c.var.ctx.now() })
  return c.render(<AskPage actor={c.var.actor} view={view} />)
}

/** Files a request; before it is confirmed it shows what it would do. */
async function ask(c: Context<DeskEnv>) {
  const { ctx, actor } = c.var
  const open = await openCorrectable(ctx, nameOf(c))
  const { key, fields } = await formCommand(c)
  const { reason = "", evidence = "", confirmed = "" } = fields
  const given = { reason, evidence, values: fieldsOf(fields, "v") }
  try {
    // Figures that were changed after they were tried are tried again before anything is filed.
    const looked = confirmed === "yes" && fields["tried"] === triedOf(given.values)
    if (!looked && askLock(open, ctx.now()) === null) {
      const { faults, values, effect } = tryRequest(open, given, ctx.now())
      if (faults.length > 0 || effect === null) throw new DomainError("invalid", "invalid", faults)
      const { confirmed: _, ...typed } = fields
      const tried = { values, effect, seen: triedOf(given.values), again: confirmed === "yes" }
      const view = askView(open, freshForm(ctx.newId(), typed), { tried, now: ctx.now() })
      return c.render(<AskPage actor={actor} view={view} />)
    }
    const { result } = await perform(ctx, askCorrection, open, { given }, { key })
    return c.redirect(paths.correctionRequest(result.id, { done: "filed" }), 303)
  } catch (error) {
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), fields)
    const own = { ...state, faults: faultsAt(open, state.faults) }
    const view = askView(open, own, { tried: null, now: ctx.now() })
    return c.render(<AskPage actor={actor} view={view} />, status)
  }
}

const doneWords = ["filed", "withdrawn", "refused", "accepted"] as const
type Done = (typeof doneWords)[number]
/** The state in which each of these is still so. */
const stateAfter = {
  filed: "asked",
  withdrawn: "withdrawn",
  refused: "refused",
  accepted: "accepted",
} as const

/** One request, with the answers as they were typed. */
export async function showRequest(
  c: Context<DeskEnv>,
  requestId: string,
  { follow, refuse, status = 200 }: { follow?: FormState; refuse?: FormState; status?: 200 | 409 | 422 } = {},
) {
  const { ctx, actor } = c.var
  const { request, edition } = await openRequest(ctx, requestId)
  const waits = isOpen(correctionRequests, request.state)
  const own = request.organisationId === actor.organisation.id
  const answers = waits && may(actor, "quarter.correct")
  const asked: Done | undefined = doneWords.find((one) => one === c.req.query("done"))
  const view = {
    ...request,
    edition,
    late: isLate(correctionRequests, request, dayOf(ctx.now().getTime())),
    mayWithdraw: waits && own && may(actor, "filing.submit"),
    mayFile: own && may(actor, "filing.edit"),
    answering: answers
      ? { follow: follow ?? freshForm(ctx.newId()), refuse: refuse ?? freshForm(ctx.newId()) }
      : null,
    done: asked && stateAfter[asked] === request.state && c.req.method === "GET" ? asked : null,
  }
  return c.render(<RequestPage actor={actor} view={view} formKey={ctx.newId()} />, status)
}

function requestsOf(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const today = dayOf(ctx.now().getTime())
  return {
    kind: requestList,
    paths: { page: paths.correctionRequests(), file: paths.correctionRequestsFile() },
    columns: requestColumns(text, today),
    read({ q, sort, filters }: ListAsked<"state" | "district" | "quarter", RequestSort>, page: ListPage) {
      const state = requestFilters.find((one) => one === filters.state) ?? "all"
      return listRequests(ctx, { ...filters, state, q, sort }, page)
    },
  }
}

async function list(c: Context<DeskEnv>) {
  const kind = requestsOf(c)
  const { found, asked, turn } = await listPage(c, kind)
  const { rows, total, districts, quarters } = found
  const props = { rows, total, districts, quarters, asked, turn, columns: kind.columns }
  return c.render(<RequestsPage actor={c.var.actor} {...props} />)
}

const idOf = (c: Context<DeskEnv>) => c.req.param("requestId") ?? ""

async function withdraw(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const command = await formCommand(c)
  const open = await requests.open(ctx, { requestId: idOf(c) })
  await perform(ctx, withdrawRequest, open, { given: {} }, command)
  return c.redirect(paths.correctionRequest(open.id, { done: "withdrawn" }), 303)
}

async function refuse(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const open = await requests.open(ctx, { requestId: idOf(c) })
  const { reply = "" } = fields
  try {
    await perform(ctx, refuseRequest, open, { given: { reply } }, { key })
    return c.redirect(paths.correctionRequest(open.id, { done: "refused" }), 303)
  } catch (error) {
    // Once it waits no more its page has no field for the answer: the page of the refusal says why, and what was typed.
    const { state, status } = refusedForm(error, ctx.newId(), fields)
    return showRequest(c, open.id, { refuse: state, status })
  }
}

const readers = requires("filing.read", "quarter.correct")

/** 更正申请: a company asks for one and takes it back, the city answers. */
export const correctionRequestRoutes = new Hono<DeskEnv>()
  .use("/correction-requests", signedIn, readers)
  .use("/correction-requests/*", signedIn, readers)
  .get("/filing/:quarter/:slug/correction-request", signedIn, requires("filing.submit"), showAsk)
  .post("/filing/:quarter/:slug/correction-request", signedIn, acting(askCorrection), ask)
  .get("/correction-requests", list)
  .get("/correction-requests/list.csv", (c) => listFile(c, requestsOf(c)))
  .get("/correction-requests/:requestId", (c) => showRequest(c, idOf(c)))
  .post("/correction-requests/:requestId/withdrawal", acting(withdrawRequest), withdraw)
  .post("/correction-requests/:requestId/refusal", acting(refuseRequest), refuse)
