import { type Context, Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { AcceptPage } from "../../../web/pages/invitations/accept-page.tsx"
import { DeadPage } from "../../../web/pages/invitations/dead-page.tsx"
import { inviterWords } from "../../../web/pages/members/member-words.ts"
import { paths } from "../../../web/paths.ts"
import type { Person } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import { joinAsNewcomer } from "../../usecases/invitation/join-as-newcomer.ts"
import { joinAsPerson } from "../../usecases/invitation/join-as-person.ts"
import { lookAtInvitation } from "../../usecases/invitation/look-at-invitation.ts"
import { once } from "../../usecases/once.ts"
import { addressOf } from "../address.ts"
import type { AppEnv } from "../app-env.ts"
import { busySentence } from "../forms/busy.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { identityDeps } from "../identity-deps.ts"
import { sessionToken, setSessionCookie } from "../middleware/session.ts"

async function personOf(c: Context<AppEnv>): Promise<Person | null> {
  const token = await sessionToken(c)
  return token ? c.var.services.findPerson(token) : null
}

function contextOf(c: Context<AppEnv>) {
  const { services, requestId } = c.var
  return services.contextFor({ kind: "visitor" }, { id: requestId, fingerprint: null })
}

const tokenOf = (c: Context<AppEnv>) => c.req.param("token") ?? ""

/** What the visitor typed last time, and what was wrong with it. */
interface Refused {
  typed: { name: string; email: string }
  proof: string
  faults?: Fault[]
  /** Too many passwords are being worked on: nothing was looked at. */
  busy?: string
}

async function show(c: Context<AppEnv>, person: Person | null, refused?: Refused) {
  const { services, text } = c.var
  const token = tokenOf(c)
  c.header("cache-control", "private, no-store")
  try {
    const hash = services.identity.tokens.hash(token)
    const { invitation, already } = await lookAtInvitation(contextOf(c), hash, person)
    return c.html(
      <AcceptPage
        text={text}
        token={token}
        invitation={{ ...invitation, inviter: inviterWords(text, invitation.inviter) }}
        person={person}
        already={already}
        formKey={services.newId()}
        proof={refused?.proof ?? c.req.query("letter") ?? ""}
        typed={refused?.typed ?? { name: "", email: invitation.email ?? "" }}
        faults={refused?.faults}
        busy={refused?.busy}
      />,
      refused?.busy ? 503 : refused ? 422 : 200,
    )
  } catch (error) {
    return dead(c, error)
  }
}

/** A link that is over is said so in a page of its own: 410, or 404 for one that never was. */
function dead(c: Context<AppEnv>, error: unknown) {
  if (!(error instanceof DomainError) || (error.code !== "not_found" && error.code !== "conflict"))
    throw error
  return c.html(<DeadPage text={c.var.text} rule={error.rule} />, error.code === "not_found" ? 404 : 410)
}

async function newcomer(c: Context<AppEnv>) {
  const { services } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { name = "", email = "", password = "", letter = "" } = fields
  const deps = { ...identityDeps(c), letterProof: services.invitations.letterProof }
  const request = {
    token: tokenOf(c),
    name,
    email,
    password,
    proof: letter,
    address: addressOf(c),
    userAgent: c.req.header("user-agent") ?? null,
  }
  const ctx = contextOf(c)
  try {
    const session = await once(ctx, { key, action: "invitation.accept" }, () =>
      joinAsNewcomer(ctx, deps, request, { key }),
    )
    // A repetition has no token of its own: the desk leads to the sign-in if the first answer got lost.
    if (session) await setSessionCookie(c, session.token, session.expiresAt)
    return c.redirect(paths.desk(), 303)
  } catch (error) {
    const refused = { typed: { name, email }, proof: letter }
    if (error instanceof TooBusy) return show(c, null, { ...refused, busy: busySentence(c, error) })
    if (error instanceof DomainError && error.code === "invalid")
      return show(c, null, { ...refused, faults: error.faults })
    // Somebody was quicker: with the same link, which the page then says, or with the same e-mail.
    if (error instanceof DomainError && error.code === "stale")
      return show(c, null, { ...refused, faults: [{ rule: "try_again" }] })
    return dead(c, error)
  }
}

async function join(c: Context<AppEnv>) {
  const fields = await readForm(c)
  const person = await personOf(c)
  if (!person) throw new HTTPException(401)
  const key = formKey(c.req.path, fields)
  const ctx = contextOf(c)
  const tokenHash = c.var.services.identity.tokens.hash
  try {
    await once(ctx, { key, action: "invitation.accept" }, () =>
      joinAsPerson(ctx, { tokenHash }, { token: tokenOf(c), person }, { key }),
    )
    return c.redirect(paths.desk(), 303)
  } catch (error) {
    if (error instanceof DomainError && error.rule === "already_joined") return c.redirect(paths.desk(), 303)
    return dead(c, error)
  }
}

/** Accepting an invitation. */
export const invitationRoutes = new Hono<AppEnv>()
  .get("/invitations/:token", async (c) => show(c, await personOf(c)))
  .post("/invitations/:token", newcomer)
  .post("/invitations/:token/membership", join)
