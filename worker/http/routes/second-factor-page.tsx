import type { Context } from "hono"
import { FactorPage, type FactorPageProps } from "../../../web/pages/account/factor-page.tsx"
import { FactorSetupPage } from "../../../web/pages/account/factor-setup-page.tsx"
import type { PasskeySectionProps } from "../../../web/pages/account/passkey-section.tsx"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { needsSecondFactor } from "../../domain/identity/second-factor.ts"
import { offeredSecret } from "../../usecases/identity/set-up-second-factor.ts"
import type { DeskEnv } from "../app-env.ts"
import { showsSecret } from "../middleware/compression.ts"
import { passkeySite } from "../passkey-deps.ts"

/** What was refused on the page: of the authenticator's form, of the two that take a password only, of a passkey's. */
interface Shown {
  to?: string
  state?: FormState
  sent?: FactorPageProps["sent"]
  passkey?: PasskeySectionProps["refused"]
  status?: 409 | 422 | 429 | 503
  /** Another authenticator is set up. */
  replace?: boolean
}

async function ownFactors(c: Context<DeskEnv>) {
  const own = await c.var.ctx.read.passkeys.of(c.var.actor.userId)
  if (!own) throw new DomainError("not_found", "not_found")
  return own
}

function doneNotice(c: Context<DeskEnv>, codesLeft: number): FactorPageProps["notice"] {
  const { account, factor } = c.var.text
  if (c.req.method !== "GET") return undefined
  const { recovered, done } = c.req.query()
  if (recovered !== undefined) return { kind: "warning", sentence: account.done.recovered(codesLeft) }
  const words = done === "added" || done === "removed" ? factor.passkeys.done[done] : null
  return words === null ? undefined : { kind: "success", sentence: words }
}

/** The second factor: setting it up as long as there is none (or another authenticator), its state otherwise. */
export async function factorPage(c: Context<DeskEnv>, shown: Shown = {}) {
  const { text, actor, ctx, services } = c.var
  const { user, credential, codesLeft, passkeys, factorSince } = await ownFactors(c)
  const needed = needsSecondFactor(actor)
  const alone = passkeys.length === 1 && credential.totpConfirmedAt === null
  const frame = { actor, state: shown.state ?? freshForm(ctx.newId()) }
  const section = { passkeys, host: passkeySite(c).host, keptLast: needed && alone, refused: shown.passkey }
  const status = shown.status ?? 200
  if (factorSince !== null && !shown.replace)
    return c.render(
      <FactorPage
        {...frame}
        since={factorSince}
        authenticator={credential.totpConfirmedAt !== null}
        codesLeft={codesLeft}
        needed={needed}
        sent={shown.sent}
        passkeys={section}
        notice={doneNotice(c, codesLeft)}
      />,
      status,
    )
  const secret = await offeredSecret(ctx, services.identity, credential)
  const uri = services.identity.secondFactors.uri(secret, { account: user.email, issuer: text.site.name })
  showsSecret(c)
  return c.render(
    <FactorSetupPage
      {...frame}
      offer={{ secret, uri, qr: services.qrCode(uri) }}
      needed={factorSince === null && needed}
      replace={credential.totpConfirmedAt !== null}
      passkeys={factorSince === null ? section : null}
      to={shown.to}
    />,
    status,
  )
}
