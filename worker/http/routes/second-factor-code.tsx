import type { Context } from "hono"
import { CodePage } from "../../../web/pages/access/code-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { passSecondFactor } from "../../usecases/identity/pass-second-factor.ts"
import { addressOf } from "../address.ts"
import type { DeskEnv } from "../app-env.ts"
import { readForm } from "../forms/read-form.ts"
import { returnPath, safeReturn } from "../forms/safe-return.ts"
import { identityDeps } from "../identity-deps.ts"
import { browserKnowledge, rememberBrowser } from "../middleware/known-browser.ts"
import { setSessionCookie } from "../middleware/session.ts"
import { passkeySite } from "../passkey-deps.ts"

/** The second step of signing in: by a code, or by a passkey where the person has one for this host. */
export async function codePage(
  c: Context<DeskEnv>,
  to: string | undefined,
  refused?: Partial<FormState> & { status: 422 | 429 },
) {
  const { actor, ctx } = c.var
  const own = actor.secondFactor === "due" ? await ctx.read.passkeys.of(actor.userId) : null
  const { host } = passkeySite(c)
  return c.render(
    <CodePage
      actor={actor}
      to={to}
      passed={actor.secondFactor !== "due"}
      passkey={own?.passkeys.some((passkey) => passkey.host === host) ?? false}
      authenticator={own?.credential.totpConfirmedAt !== null}
      state={{ ...freshForm(""), faults: refused?.faults ?? [], refused: refused?.refused ?? null }}
    />,
    refused?.status ?? 200,
  )
}

/** Reads the code that was typed. */
export async function typeCode(c: Context<DeskEnv>) {
  const { text, actor, ctx } = c.var
  const { code = "", to } = await readForm(c)
  const wrong = { faults: [{ rule: "code_wrong", field: "code" }], status: 422 as const }
  if (code.trim() === "" || code.length > 40) return codePage(c, returnPath(to), wrong)
  if (actor.secondFactor !== "due") return c.redirect(safeReturn(to), 303)
  const typed = { code, address: addressOf(c), knownAs: await browserKnowledge(c) }
  const answer = await passSecondFactor(ctx, identityDeps(c), typed)
  if ("refused" in answer) {
    if (answer.refused === "wrong") return codePage(c, returnPath(to), wrong)
    const refused = text.account.blocked(formatTime(answer.until.toISOString()))
    return codePage(c, returnPath(to), { refused, status: 429 })
  }
  await setSessionCookie(c, answer.session.token, answer.session.expiresAt)
  await rememberBrowser(c, { names: answer.names, userId: actor.userId })
  if (answer.codesLeft === null) return c.redirect(safeReturn(to), 303)
  return c.redirect(paths.secondFactor({ recovered: answer.codesLeft }), 303)
}
