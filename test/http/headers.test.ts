import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { openServices } from "../../worker/services.ts"
import { type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"

let door: FrontDoor
let filed: string
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  const [row] = await door.cell.rows(
    `select slug from estates e join submissions s on s.estate_id = e.id
     where s.quarter = ? and s.state = 'street_verified'`,
    [door.openQuarter],
  )
  filed = String(row?.["slug"])
})
afterAll(() => door.close())

const nonce = /^'nonce-/
/** What every answer must carry, whatever it is. */
function expectSafe(answer: Response, what: string): void {
  const { headers } = answer
  const policy = new Map(
    (headers.get("content-security-policy") ?? "").split("; ").map((part) => {
      const [name = "", ...sources] = part.split(" ")
      return [name, sources]
    }),
  )
  expect(policy.get("default-src"), what).toEqual(["'none'"])
  expect(policy.get("script-src"), what).toEqual(["'self'"])
  expect(policy.get("style-src"), what).toEqual(["'self'"])
  expect(policy.get("frame-ancestors"), what).toEqual(["'none'"])
  expect(policy.get("base-uri"), what).toEqual(["'none'"])
  expect(policy.get("form-action"), what).toEqual(["'self'"])
  for (const sources of policy.values())
    for (const source of sources)
      expect(["'none'", "'self'", "data:"].includes(source) || nonce.test(source)).toBe(true)
  expect(headers.get("x-content-type-options"), what).toBe("nosniff")
  expect(headers.get("referrer-policy"), what).toBe("same-origin")
  expect(headers.get("x-request-id"), what).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers.get("cache-control"), what).toBeTruthy()
  expect(headers.get("x-powered-by"), what).toBeNull()
}

/** Nothing that the policy would refuse, and nothing from elsewhere. */
function expectPlainHtml(html: string, what: string): void {
  expect(html, what).not.toMatch(/<script(?![^>]*\ssrc=)(?![^>]*type="application\/json")/)
  expect(html, what).not.toMatch(/<style|\sstyle="|\son[a-z]+="|javascript:/)
  for (const [, address = ""] of html.matchAll(
    /<(?:script|link|img|iframe|form)\b[^>]*\s(?:src|href|action)="([^"]*)"/g,
  ))
    expect(address, what).toMatch(/^\/(?!\/)/)
}

describe("pages of the public", () => {
  test.each([
    "/",
    "/?q=%E9%94%A6%E6%B1%9F",
    "/ranking",
    "/ranking?quarter=2024Q9",
    "/compare",
    "/methodology/cd-wwsg-2023",
    "/estates/sihai-yijia-lanzuan-2",
    "/estates/no-such-estate",
    "/api/v1/releases",
    "/sign-in",
    "/password-reset",
    "/password-reset?sent=1",
    "/password-reset/no-such-token",
    "/email-verification/no-such-token",
    "/nowhere",
    "/assets/../etc/passwd",
    "/%E0%A4%A",
  ])("%s", async (path) => {
    const answer = await (await door.as(null)).get(path)
    expect(answer.status).toBeLessThan(500)
    expectSafe(answer, path)
    expect(answer.headers.getSetCookie()).toEqual([])
    expectPlainHtml(await answer.text(), path)
  })

  test("are the same for a member, and say that anybody may keep them", async () => {
    for (const path of ["/", "/ranking"]) {
      const [open, member] = [await door.as(null), await door.as("editor")]
      const [one, two] = [await open.get(path), await member.get(path)]
      expect(await two.text()).toBe(await one.text())
      expect(two.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate")
    }
  })
})

describe("pages behind the sign-in", () => {
  const pages: [who: string, path: string][] = [
    ["street", "/desk"],
    ["editor", "/filing"],
    ["editor", "/filing/:quarter/:slug"],
    ["editor", "/filing/:quarter/nowhere"],
    ["editor", "/verification"],
    ["street", "/verification"],
    ["district", "/verification/:quarter/:slug"],
    ["city", "/quarters"],
    ["city", "/quarters/:quarter"],
    ["city", "/quarters/2099Q1"],
    ["street", "/account"],
    ["street", "/account/password"],
    ["street", "/account/email"],
    ["street", "/account/sessions"],
    ["street", "/account/second-factor"],
    ["city", "/account/second-factor"],
    ["city", "/sign-in/code"],
    ["city", "/api/auth/get-session"],
  ]
  test.each(pages)("%s: %s", async (who, path) => {
    const real = path.replace(":quarter", door.openQuarter).replace(":slug", filed)
    const answer = await (await door.as(who)).get(real)
    expect([200, 403, 404]).toContain(answer.status)
    expectSafe(answer, real)
    expect(answer.headers.get("cache-control")).toMatch(/no-store/)
    if (!path.startsWith("/api/")) expect(answer.headers.get("cache-control")).toMatch(/^private, no-store/)
    expectPlainHtml(await answer.text(), real)
  })

  test("the way to the sign-in and the refusal of a write are kept nowhere", async () => {
    const nobody = await door.as(null)
    const [page, write] = [await nobody.get("/desk"), await nobody.post("/filing/x/y/draft", {})]
    for (const answer of [page, write]) {
      expectSafe(answer, String(answer.status))
      expect(answer.headers.get("cache-control")).toBe("no-store")
    }
  })

  test("HSTS comes over https only", async () => {
    const hsts = async (site: string) =>
      (await door.fetch(new Request(`${site}/sign-in`))).headers.get("strict-transport-security")
    expect(await hsts("https://shige.example")).toMatch(/^max-age=\d{8}/)
    expect(await hsts("http://localhost:8787")).toBeNull()
  })
})

describe("an error page", () => {
  /** Sentence and request's id; nothing of the inside. */
  async function expectApology(answer: Response, status: number): Promise<void> {
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expectSafe(answer, String(status))
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/)
    expect(html).toContain(answer.headers.get("x-request-id"))
    expect(html).toContain("<h1>")
    expect(html).not.toMatch(/\bat \S+ \(|node_modules|Error:|SQLITE|libsql|LIBSQL|127\.0\.0\.1|\.tsx?\b/)
  }

  test("404 and 403", async () => {
    await expectApology(await (await door.as(null)).get("/nowhere"), 404)
    await expectApology(await (await door.as("editor")).get("/quarters"), 403)
    await expectApology(await (await door.as("city")).get("/quarters/2099Q1"), 404)
    await expectApology(
      await (await door.as(null)).post("/sign-in", {}, { origin: "https://evil.example" }),
      403,
    )
  })

  const silently = async (act: () => Promise<void>): Promise<string[]> => {
    const logged: string[] = []
    const { error } = console
    console.error = (line: string) => logged.push(line)
    try {
      await act()
    } finally {
      console.error = error
    }
    return logged
  }

  test("503 when the database does not answer, with when to come again and the id that is in the log", async () => {
    const bindings = {
      LIBSQL_URL: "http://127.0.0.1:9",
      AUTH_SECRET: "front-door-secret-that-is-long-enough",
      CELL: "510100",
      HOSTS: "localhost",
      RELEASES: door.cell.bucket,
    }
    const app = createApp((request, env) => openServices(request, env, () => door.now))
    const { cookie } = await door.as("editor")
    let id = ""
    const logged = await silently(async () => {
      const answer = await app.fetch(new Request(`${origin}/desk`, { headers: { cookie } }), bindings)
      id = answer.headers.get("x-request-id") ?? ""
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
      await expectApology(answer, 503)
    })
    expect(logged.join()).toContain(id)
    expect(logged.join()).not.toContain(bindings.AUTH_SECRET)
  })

  test("500 when the Worker's bindings are wrong", async () => {
    const app = createApp((request, env) => openServices(request, env))
    const logged = await silently(async () =>
      expectApology(
        await app.fetch(new Request(`${origin}/`), {
          CELL: "510100",
          HOSTS: "localhost",
          RELEASES: door.cell.bucket,
          LIBSQL_URL: "no address",
          AUTH_SECRET: "x",
        }),
        500,
      ),
    )
    expect(logged.join()).toContain("AUTH_SECRET: at least 32 characters")
  })
})
