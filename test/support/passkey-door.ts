import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { type Answering, Authenticator } from "../../scripts/bench/authenticator.ts"
import { type Client, cookiesOf, type FrontDoor, origin } from "./front-door.ts"

export const editor = "editor@demo.shige.example"
export const district = "district@demo.shige.example"

let keys = 0
export const key = () => `passkey-${++keys}-${"x".repeat(8)}`

/** What tests of passkeys do at a front door: enter with the password, make passkeys, use them. */
export function passkeysAt(door: () => FrontDoor) {
  const optionsFor = async (client: Client, path: string) => (await client.get(path)).json()

  /** Somebody who has typed the password. */
  async function entered(email: string): Promise<Client> {
    const nobody = await door().as(null)
    return door().withCookie(cookiesOf(await nobody.post("/sign-in", { email, password })))
  }

  /** Makes a passkey as the island and the page do together. */
  async function add(client: Client, authenticator: Authenticator, answering: Answering = {}, more = {}) {
    const response = authenticator.create(await optionsFor(client, "/account/passkeys/new"), answering)
    const fields = { key: key(), name: "手机", password, response, ...more }
    const answer = await client.post("/account/passkeys", fields)
    const html = await answer.text()
    const codes = [...html.matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(([, one = ""]) => one)
    const cookie = cookiesOf(answer)
    return { answer, html, codes, client: cookie === "" ? client : door().withCookie(cookie) }
  }

  /** A browser that has asked for options, with what ties them to it. */
  async function browser() {
    const answer = await (await door().as(null)).get("/sign-in/passkey")
    return { options: await answer.json(), client: door().withCookie(cookiesOf(answer)) }
  }

  return {
    optionsFor,
    entered,
    add,
    browser,
    /** Somebody whose second factor is one passkey. */
    async withPasskey(email = editor, answering: Answering = {}) {
      const authenticator = new Authenticator(origin)
      return { authenticator, ...(await add(await entered(email), authenticator, answering)) }
    },
    /** The second step with a passkey. */
    async pass(client: Client, authenticator: Authenticator, answering: Answering = {}, to = "") {
      const response = authenticator.get(await optionsFor(client, "/sign-in/code/passkey"), answering)
      return client.post("/sign-in/code/passkey", { response, ...(to ? { to } : {}) })
    },
    async signInAlone(authenticator: Authenticator, answering: Answering = {}) {
      const { options, client } = await browser()
      return client.post("/sign-in/passkey", { response: authenticator.get(options, answering) })
    },
    stored: () => door().cell.rows("select * from passkeys order by rowid"),
    /** Nobody of the two has a second factor, nothing was tried or sent. */
    async reset(): Promise<void> {
      const both = `user_id in (select id from users where email in ('${editor}', '${district}'))`
      for (const table of ["attempts", "mails", "passkeys"]) await door().cell.rows(`delete from ${table}`)
      await door().cell.rows(
        `update credentials set totp_secret = null, totp_confirmed_at = null where ${both}`,
      )
      await door().cell.rows(`delete from recovery_codes where ${both}`)
    },
  }
}
