import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import type { Account } from "../../scripts/bench/walk.ts"
import { unusedCode } from "../../scripts/start/demonstration-code.ts"
import { paths } from "../../web/paths.ts"
import type { TestApp } from "./app-server.ts"

/** The cookies of somebody of the demonstration who has signed in, second factor and all. */
export async function signedInCookie(app: TestApp, who: Account): Promise<string> {
  return (await signIn(app, who)).cookie()
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Asks the running application as somebody of the demonstration, whose second factor is passed where one is asked for. */
export async function signedInFetch(app: TestApp, who: Account): Promise<Ask> {
  return (await signIn(app, who)).ask
}

async function signIn(app: TestApp, who: Account): Promise<{ ask: Ask; cookie: () => string }> {
  const email = `${who}@demo.shige.example`
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  const ask: Ask = async (path, init = {}) => {
    const headers = { cookie: cookie(), origin: app.url, ...init.headers }
    const answer = await fetch(new URL(path, app.url), { redirect: "manual", ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s)
      cookies.set(name, value)
    }
    return answer
  }
  const post = (path: string, fields: Record<string, string>) =>
    ask(path, { method: "POST", body: new URLSearchParams(fields) })
  const first = await post(paths.signIn(), { email, password: demonstrationPassword })
  if (first.headers.get("location")?.startsWith(paths.signInCode()))
    await post(paths.signInCode(), { code: await unusedCode(app.url, email) })
  return { ask, cookie }
}
