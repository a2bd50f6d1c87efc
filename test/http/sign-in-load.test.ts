import { describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { useTestApp } from "../support/app-server.ts"

const app = useTestApp()

/** A sign-in on real workerd, where the scrypt of a password holds everything else. */
function signIn(email: string, typed = password, signal?: AbortSignal): Promise<Response> {
  const site = app().url.replace("127.0.0.1", "localhost")
  const body = new URLSearchParams({ email, password: typed })
  const init = { method: "POST", body, headers: { origin: site }, redirect: "manual" } as const
  return fetch(`${site}/sign-in`, { ...init, signal: signal ?? null })
}
const page = () => fetch(`${app().url}/methodology/cd-wwsg-2023`)

/** How many pages are answered, one after the other, before something ends. */
async function pagesDuring(work: Promise<unknown>): Promise<number> {
  let ended = false
  let pages = 0
  void work.then(() => {
    ended = true
  })
  while (!ended) {
    const answer = await page()
    await answer.text()
    expect(answer.status).toBe(200)
    pages += 1
  }
  return pages
}

describe("while people sign in", () => {
  test("four at once, everybody's pages go on between the rounds of their passwords", async () => {
    for (let at = 0; at < 10; at++) await page()
    const names = ["editor", "street", "district", "viewer"]
    const person = async (name: string) => {
      for (let tries = 0; tries < 3; tries++)
        expect((await signIn(`${name}@demo.shige.example`, "wrong")).status).toBe(422)
    }
    const pages = await pagesDuring(Promise.all(names.map(person)))
    // In order: a page after a page came before the last password. One scrypt that holds everything lets one through.
    expect(pages).toBeGreaterThanOrEqual(3)
  })

  test("whoever hangs up gives its place back", async () => {
    const gone = Array.from({ length: 12 }, (_, at) => {
      const leaving = new AbortController()
      setTimeout(() => leaving.abort(), 120)
      return signIn(`gone-${at}@x.example`, "wrong", leaving.signal).catch(() => null)
    })
    await Promise.all(gone)
    let status = 503
    for (let tries = 0; tries < 60 && status === 503; tries++) {
      status = (await signIn(`stays-${tries}@x.example`, "wrong")).status
      if (status === 503) await new Promise((again) => setTimeout(again, 500))
    }
    expect([422, 429]).toContain(status)
  })

  test("five hundred in a minute: two at a time, ten wait, the others are told; pages go on", async () => {
    // Fifty at once, ten times: as many connections as a client may open to one server.
    const all = (async () => {
      const answers: Response[] = []
      for (let burst = 0; burst < 10; burst++)
        answers.push(
          ...(await Promise.all(
            Array.from({ length: 50 }, (_, at) => signIn(`somebody-${burst}-${at}@x.example`, "wrong")),
          )),
        )
      return answers
    })()
    const pages = await pagesDuring(all)
    const answers = await all
    const of = (status: number) => answers.filter((one) => one.status === status)
    expect(of(422).length + of(429).length + of(503).length).toBe(500)
    expect(of(422).length).toBeGreaterThanOrEqual(12)
    expect(of(503).length + of(429).length).toBeGreaterThan(300)
    expect(pages).toBeGreaterThanOrEqual(3)
    for (const answer of of(503)) {
      expect(answer.headers.get("retry-after")).toBe("5")
      expect(await answer.text()).toContain("请过几秒钟再试一次")
    }
    for (const answer of of(429)) expect(await answer.text()).toContain("尝试次数太多")
  })
})
