import { type Context, Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { AcceptPage } from "../../../web/pages/invitations/accept-page.tsx"
import { DeadPage } from "../../../web/pages/invitations/dead-page.tsx"
import { LetterSentPage } from "../../../web/pages/invitations/letter-sent-page.tsx"
import { inviterWords } from "../../../web/pages/members/member-words.ts"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import type { Person } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import { askJoiningLetter } from "../../usecases/invitation/ask-letter.ts"
import type { EmailProofs } from "../../usecases/invitation/invitation-deps.ts"
import { joinAsNewcomer } from "../../usecases/invitation/join-as-newcomer.ts"
import { joinAsPerson } from "../../usecases/invitation/join-as-person.ts"
import { lookAtInvitation } from "../../usecases/invitation/look-at-invitation.ts"
import { joiningHours } from "../../usecases/invitation/prove-email.ts"
import { once } from "../../usecases/once.ts"
import { addressOf } from "../address.ts"
import type { AppEnv } from "../app-env.ts"
import { busySentence } from "../forms/busy.ts"
import { formKey } from "../forms/command.ts"
import { invitationDeps } from "../forms/invitation-deps.ts"
import { readForm } from "../forms/read-form.ts"
import { sessionToken, setSessionCookie } from "../middleware/session.ts"
import { visitor } from "../visitor.ts"

async function personOf(c: Context<AppEnv>): Promise<Person | null> {
  const token = await sessionToken(c)
  return token ? c.var.services.findPerson(token) : null
}

const tokenOf = (c: Context<AppEnv>) => c.req.param("token") ?? ""

/** What the visitor typed last time, and why nothing was done. */
type Refused = Partial<FormState> & { status: 422 | 429 | 503 }

/** What the address or a form carries to prove an e-mail. */
function proofsOf({ letter = "", proof = "" }: Record<string, string>): EmailProofs {
  return { letter: letter.slice(0, 200), proof: proof.slice(0, 1000) }
}

async function show(c: Context<AppEnv>, person: Person | null, proofs: EmailProofs, refused?: Refused) {
  const { services, text } = c.var
  const token = tokenOf(c)
  c.header("cache-control", "private, no-store")
  try {
    const seen = await lookAtInvitation(visitor(c), invitationDeps(c), { token, proofs, person })
    const { invitation, already, proven } = seen
    const sent = c.req.query("sent") === "1" && !person && !refused
    if (sent) return c.render(<LetterSentPage token={token} hours={joiningHours} />)
    // A letter's link that is over says so at once, not after name and password were typed.
    const over = proven === null && (proofs.proof !== "" || proofs.letter !== "")
    const faults = refused?.faults ?? (over ? [{ rule: "proof_over", field: "email" }] : [])
    return c.render(
      <AcceptPage
        token={token}
        invitation={{ ...invitation, inviter: inviterWords(text, invitation.inviter) }}
        person={person}
        already={already}
        proofs={proofs}
        proven={proven}
        state={{
          ...freshForm(services.newId()),
          refused: refused?.refused ?? null,
          faults,
          typed: { email: proven?.email ?? invitation.email ?? "", ...refused?.typed },
        }}
      />,
      refused?.status ?? 200,
    )
  } catch (error) {
    return dead(c, error)
  }
}

/** A link that is over is said so in a page of its own: 410, or 404 for one that never was. */
function dead(c: Context<AppEnv>, error: unknown) {
  if (!(error instanceof DomainError) || (error.code !== "not_found" && error.code !== "conflict"))
    throw error
  return c.render(<DeadPage rule={error.rule} />, error.code === "not_found" ? 404 : 410)
}

async function newcomer(c: Context<AppEnv>) {
  const { services } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { name = "", password = "" } = fields
  const proofs = proofsOf(fields)
  const deps = { ...services.identity, ...invitationDeps(c) }
  const request = {
    token: tokenOf(c),
    name,
    password,
    proofs,
    address: addressOf(c),
    userAgent: c.req.header("user-agent") ?? null,
  }
  const ctx = visitor(c)
  try {
    const session = await once(ctx, { key, action: "invitation.accept" }, () =>
      joinAsNewcomer(ctx, deps, request, { key }),
    )
    // A repetition has no token of its own: the desk leads to the sign-in if the first answer got lost.
    if (session) await setSessionCookie(c, session.token, session.expiresAt)
    return c.redirect(paths.desk(), 303)
  } catch (error) {
    const refused = { typed: { name }, status: 422 } as const
    if (error instanceof TooBusy)
      return show(c, null, proofs, { ...refused, refused: busySentence(c, error), status: 503 })
    if (error instanceof DomainError && error.code === "invalid")
      return show(c, null, proofs, { ...refused, faults: error.faults })
    // Somebody was quicker: with the same link, which the page then says, or with the same e-mail.
    if (error instanceof DomainError && error.code === "stale")
      return show(c, null, proofs, { ...refused, faults: [{ rule: "try_again" }] })
    return dead(c, error)
  }
}

/** Asking for the letter: the same answer whether or not the e-mail has an account. */
async function askLetter(c: Context<AppEnv>) {
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const email = (fields["email"] ?? "").slice(0, 300)
  const token = tokenOf(c)
  const ctx = visitor(c)
  const none = proofsOf({})
  try {
    const { until } = await askJoiningLetter(
      ctx,
      invitationDeps(c),
      { token, email, address: addressOf(c) },
      { key },
    )
    if (until === null) return c.redirect(paths.invitation(token, { sent: "1" }), 303)
    const blocked = c.var.text.account.blocked(formatTime(until.toISOString()))
    return show(c, null, none, { typed: { email }, refused: blocked, status: 429 })
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid")
      return show(c, null, none, { typed: { email }, faults: error.faults, status: 422 })
    return dead(c, error)
  }
}

async function join(c: Context<AppEnv>) {
  const fields = await readForm(c)
  const person = await personOf(c)
  if (!person) throw new HTTPException(401)
  const key = formKey(c.req.path, fields)
  const ctx = visitor(c)
  const { tokenHash } = invitationDeps(c)
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
  .get("/invitations/:token", async (c) => show(c, await personOf(c), proofsOf(c.req.query())))
  .post("/invitations/:token/letter", askLetter)
  .post("/invitations/:token", newcomer)
  .post("/invitations/:token/membership", join)
