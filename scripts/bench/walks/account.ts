import { createClient } from "@libsql/client/http"
import { demonstrationPassword } from "../../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../../web/paths.ts"
import { codeOfStep, stepAt } from "../../../worker/gateways/second-factor.ts"
import { Authenticator } from "../authenticator.ts"
import type { Places } from "../places.ts"
import { storeLink } from "../stored-link.ts"
import type { Visitor } from "../visitor.ts"
import type { Walk } from "../walk.ts"

const password: [string, string] = ["password", demonstrationPassword]

async function walkLinks(walk: Walk): Promise<void> {
  // Of an account that the walk needs no more.
  const tokenOf = (purpose: "reset" | "email") => storeLink(walk.database, purpose, "company-2-manager")
  const asked: [string, string][] = [["email", "nobody@demo.shige.example"]]
  await walk.get("/password-reset", "nobody", paths.passwordReset())
  await walk.post("/password-reset", "nobody", {
    page: paths.passwordReset(),
    form: "/password-reset",
    changes: asked,
  })
  // Asked for by a member, since it reads one row: whose link it is.
  const reset = paths.newPassword(await tokenOf("reset"))
  await walk.get("/password-reset/:token", "street", reset)
  const fresh: [string, string][] = [["password", "seven green ginkgo leaves"]]
  await walk.post("/password-reset/:token", "nobody", { page: reset, form: reset, changes: fresh })
  const email = paths.emailVerification(await tokenOf("email"))
  await walk.get("/email-verification/:token", "street", email)
  await walk.post("/email-verification/:token", "nobody", { page: email, form: email })
}

/** What passkeys are asked, and what they answer. A session that has passed is led on by its second step. */
async function walkPasskeys(walk: Walk): Promise<void> {
  const authenticator = new Authenticator(new URL(walk.site).origin)
  const editor = await walk.visitor("editor")
  const optionsOf = async (visitor: Visitor, path: string) => JSON.parse((await visitor.get(path)).html)
  const page = paths.secondFactor()
  await walk.get("/account/passkeys/new", "editor", paths.newPasskey())
  const response = authenticator.create(await optionsOf(editor, paths.newPasskey()))
  const changes: [string, string][] = [password, ["name", "手机"], ["response", response]]
  await walk.post("/account/passkeys", "editor", { page, form: paths.passkeys(), changes })
  await walk.get("/sign-in/code/passkey", "editor", paths.codePasskey())
  const answer: [string, string][] = [
    ["response", authenticator.get(await optionsOf(editor, paths.codePasskey()))],
  ]
  const second = { page, form: paths.passkeys(), action: paths.codePasskey(), changes: answer }
  await walk.post("/sign-in/code/passkey", "editor", second)
  await walk.get("/sign-in/passkey", "nobody", paths.signInPasskey())
  await walk.fresh("POST /sign-in/passkey", async (visitor) => {
    const options = await optionsOf(visitor, paths.signInPasskey())
    return visitor.post(paths.signInPasskey(), [["response", authenticator.get(options)]])
  })
  const { action } = await editor.formOf(page, "/removal")
  await walk.post("/account/passkeys/:passkeyId/removal", "editor", {
    page,
    form: action,
    changes: [password],
  })
}

async function walkFactor(walk: Walk): Promise<void> {
  const page = paths.secondFactor()
  await walk.get("/account/second-factor", "editor", page)
  const { html } = await (await walk.visitor("editor")).get(page)
  const secret = /class="secret">([^<]+)</.exec(html)?.[1]?.replaceAll(" ", "") ?? ""
  const changes: [string, string][] = [password, ["code", codeOfStep(secret, stepAt(new Date()))]]
  await walk.post("/account/second-factor", "editor", { page, form: page, changes })
  await walk.post("/account/recovery-codes", "editor", {
    page,
    form: "/recovery-codes",
    changes: [password],
  })
  await walkPasskeys(walk)
  await walk.post("/account/second-factor/removal", "editor", {
    page,
    form: "/removal",
    changes: [password],
  })
}

/** Makes an e-mail one that was never confirmed, as those of first operators are. */
async function unconfirm(libsqlUrl: string, email: string): Promise<void> {
  const client = createClient({ url: libsqlUrl })
  try {
    await client.execute({ sql: "update users set email_verified = 0 where email = ?", args: [email] })
  } finally {
    client.close()
  }
}

async function walkOwn(walk: Walk): Promise<void> {
  await walk.get("/account", "community", paths.account())
  await walk.get("/account/calendar", "community", paths.calendar())
  const calendar = { page: paths.calendar(), form: paths.calendar() }
  await walk.post("/account/calendar", "community", calendar)
  const visitor = await walk.visitor("community")
  const { action, fields } = await visitor.formOf(calendar.page, calendar.form)
  const { html } = await visitor.post(action, fields)
  const feed = /\/calendar\/[\w-]+\.ics/.exec(html)?.[0] ?? ""
  // By somebody signed in, since it reads whose address it is, and what waits.
  await walk.get("/calendar/:feed", "street", feed)
  await walk.post("/account/calendar/end", "community", { page: calendar.page, form: paths.calendarEnd() })
  await walk.get("/account/sign-in", "community", paths.signInIds())
  const ids: [string, string][] = [password, ["signInName", "走查员"], ["mobile", "13800138000"]]
  await walk.post("/account/sign-in", "community", {
    page: paths.signInIds(),
    form: "/account/sign-in",
    changes: ids,
  })
  await walk.get("/account/email", "community", paths.email())
  const email: [string, string][] = [password, ["email", "moved@walk.example"]]
  await walk.post("/account/email", "community", { page: paths.email(), form: "/email", changes: email })
  await walk.settle()
  await unconfirm(walk.database, "community@demo.shige.example")
  await walk.post("/account/email-verification", "community", {
    page: paths.account(),
    form: "/email-verification",
  })
  await walk.get("/account/password", "community", paths.password())
  const changed: [string, string][] = [
    ["current", demonstrationPassword],
    ["password", "seven green ginkgo leaves"],
  ]
  await walk.post("/account/password", "community", {
    page: paths.password(),
    form: "/password",
    changes: changed,
  })
}

/** The inbox, after the account has had letters, and what comes by e-mail. */
async function walkMessages(walk: Walk): Promise<void> {
  await walk.get("/desk/inbox", "community", paths.inbox())
  await walk.post("/desk/inbox/all-read", "community", { page: paths.inbox(), form: "/all-read" })
  await walk.post("/desk/inbox/:messageId/read", "community", { page: paths.inbox(), form: "/read" })
  await walk.get("/account/letters", "community", paths.ownLetters())
  await walk.post("/account/letters", "community", { page: paths.ownLetters(), form: "/letters" })
  await walk.get("/organisation/letters", "manager", paths.organisationLetters())
  await walk.post("/organisation/letters", "manager", { page: paths.organisationLetters(), form: "/letters" })
}

async function walkSessions(walk: Walk): Promise<void> {
  await walk.another("street")
  const page = paths.sessions()
  await walk.get("/account/sessions", "street", page)
  await walk.post("/account/sessions/:sessionId/end", "street", { page, form: "/end" })
  await walk.another("street")
  await walk.post("/account/other-sessions/end", "street", { page, form: "/other-sessions/end" })
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkAccount(walk: Walk, _: Places): Promise<void> {
  await walk.get("/sign-in/code", "approver", paths.signInCode())
  await walkLinks(walk)
  await walkSessions(walk)
  await walkFactor(walk)
  await walkOwn(walk)
  await walkMessages(walk)
}
