import { type Context, Hono } from "hono"
import { z } from "zod"
import { DeskPage, deskCards } from "../../../web/pages/access/desk-page.tsx"
import { SignInPage } from "../../../web/pages/access/sign-in-page.tsx"
import { TO_DO_SHOWN, type ToDo } from "../../../web/pages/access/to-do.tsx"
import type { CorrectionsWaiting } from "../../../web/pages/corrections/requests-note.tsx"
import { paths } from "../../../web/paths.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { MOST_EMAIL } from "../../domain/identity/email.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import { type StepState, stepsOf } from "../../domain/organisation/first-steps.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf, previousQuarter, quarterOf } from "../../domain/quarter.ts"
import { askable } from "../../domain/submission/asking.ts"
import { wholeQuarter } from "../../domain/submission/desk-lists.ts"
import { standingGroups } from "../../domain/submission/standing.ts"
import { signIn } from "../../usecases/identity/sign-in.ts"
import { signOut } from "../../usecases/identity/sign-out.ts"
import { addressOf } from "../address.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { busyOf, busySentence } from "../forms/busy.ts"
import { readForm } from "../forms/read-form.ts"
import { returnPath, safeReturn } from "../forms/safe-return.ts"
import { identityDeps } from "../identity-deps.ts"
import { browserKnowledge, rememberBrowser } from "../middleware/known-browser.ts"
import { actorOf, dropSessionCookie, setSessionCookie, signedIn } from "../middleware/session.ts"
import { visitor } from "../visitor.ts"

const signInForm = z.object({
  // Or a mobile number or sign-in name; the field is called so since browsers have kept passwords under this name.
  email: z.string().trim().max(MOST_EMAIL),
  password: z.string().max(256),
  // One that is too long is left out: it must not keep anybody from signing in.
  to: z.string().max(500).optional().catch(undefined),
})

/** Signing in; who has a second factor types its code next. */
async function begin(c: Context<AppEnv>) {
  const { text } = c.var
  const fields = await readForm(c)
  const form = signInForm.safeParse(fields)
  if (!form.success) {
    const page = (
      <SignInPage email={fields["email"]?.slice(0, MOST_EMAIL)} refused={text.access.signInWrong} />
    )
    return c.render(page, 422)
  }
  const { email, password, to } = form.data
  const ctx = visitor(c)
  const userAgent = c.req.header("user-agent") ?? null
  const knownAs = await browserKnowledge(c)
  const request = { account: email, password, address: addressOf(c), userAgent, knownAs }
  const answer = await signIn(ctx, identityDeps(c), request).catch(busyOf)
  if (answer instanceof TooBusy) {
    const refused = busySentence(c, answer)
    return c.render(<SignInPage email={email} to={to} refused={refused} />, 503)
  }
  if ("refused" in answer) {
    const blocked = answer.refused === "blocked"
    const refused = blocked
      ? text.account.blockedSignIn(formatTime(answer.until.toISOString()))
      : text.access.signInWrong
    const page = <SignInPage email={email} to={to} refused={refused} />
    return c.render(page, blocked ? 429 : 422)
  }
  await setSessionCookie(c, answer.token, answer.expiresAt)
  if (!answer.due) await rememberBrowser(c, answer)
  return c.redirect(answer.due ? paths.signInCode({ to: returnPath(to) }) : safeReturn(to), 303)
}

/** Signing in and out, and the desk that a member lands on. */
export const accessRoutes = new Hono<AppEnv>()
  .get("/sign-in", (c) => {
    const { to, ended, done } = c.req.query()
    const keysEnded = done === "password-keys"
    const reset = keysEnded || done === "password"
    const page = <SignInPage to={to} ended={ended === "1"} reset={reset} keysEnded={keysEnded} />
    return c.render(page)
  })
  .post("/sign-in", begin)
  .post("/sign-out", async (c) => {
    // Only a form: the check of the origin looks at forms alone.
    await readForm(c)
    const actor = await actorOf(c)
    if (actor) await signOut(c.var.services.contextFor(actor, { id: c.var.requestId, fingerprint: null }))
    dropSessionCookie(c)
    return c.redirect(paths.home(), 303)
  })

interface Waiting extends CorrectionsWaiting {
  toDo: ToDo | null
  asked: { quarter: string; estates: number } | null
  steps: StepState[]
  edition: string | null
}

/**
 * What waits in the quarter that ended last: a company's estates by state, and for a place what it is asked for; for
 * those who begin a city its first steps; nothing for others, and where it is not open.
 */
async function waitingFor({ var: { actor, ctx } }: Context<DeskEnv>): Promise<Waiting> {
  const files = may(actor, "filing.read")
  const asked = may(actor, "part.edit") && askable.some((level) => level === actor.level)
  const nothing = { toDo: null, asked: null, steps: [], edition: null, corrected: [], requests: null }
  const now = ctx.now().getTime()
  if (may(actor, "quarter.open") || may(actor, "place.edit")) {
    const { facts, requests } = await ctx.read.firstSteps.found(dayOf(now))
    const found = { ...nothing, steps: stepsOf(facts), edition: facts.edition }
    return may(actor, "quarter.correct") ? { ...found, requests } : found
  }
  if (!files && !asked) return nothing
  const quarter = previousQuarter(quarterOf(now))
  const filter = { ...wholeQuarter(quarter), standings: files ? standingGroups.todo : null }
  const found = await ctx.read.filingList.page(filter, { after: null, limit: TO_DO_SHOWN })
  if (!files) return { ...nothing, asked: { quarter, estates: found.asked.all } }
  const { corrected, requests } = found
  if (!found.quarter || found.quarter.released) return { ...nothing, corrected, requests }
  const rows = found.rows.map((row) => ({ ...row, scoredIn: null, band: null }))
  const deadlineDay = found.quarter.firstDue ?? found.quarter.deadlineDay
  const toDo = { quarter, rows, states: found.states.all, deadlineDay, today: dayOf(now) }
  return { ...nothing, toDo, corrected, requests }
}

/** The desk: the cards of what a member may do; with one card and nothing to be told it leads straight there. */
export const deskRoutes = new Hono<DeskEnv>().use("/desk", signedIn).get("/desk", async (c) => {
  const { text, actor } = c.var
  const [only, ...rest] = deskCards(text, actor)
  const more = rest.length > 0 || may(actor, "organisation.export")
  return only && !more && actor.organisation.deletionRequestedAt === null
    ? c.redirect(only.href, 303)
    : c.render(
        <DeskPage actor={actor} allSteps={c.req.query("steps") === "all"} {...(await waitingFor(c))} />,
      )
})
