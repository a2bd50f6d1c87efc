import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { writeLetter } from "../../worker/http/letters.tsx"
import { cookiesOf, type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"

const english = "shige.language=en"
const way = /<a class="language" href="([^"]*)" lang="([^"]*)" hreflang="([^"]*)">([^<]*)<\/a>/

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 2 })
})
afterAll(() => door.close())

/** Where the header leads in the other language, as a browser would go there. */
async function wayOf(
  answer: Response,
  from: string,
): Promise<{ to: string; lang: string; says: string } | null> {
  const found = way.exec(await answer.clone().text())
  if (!found) return null
  const [, href = "", lang = "", hreflang, says = ""] = found
  expect(hreflang).toBe(lang)
  const { origin: site, pathname, search } = new URL(href.replaceAll("&amp;", "&"), origin + from)
  expect(site).toBe(origin)
  return { to: pathname + search, lang, says }
}

describe("the way to the other language", () => {
  test.each([
    "/",
    "/ranking?quarter=2026Q2&sort=name&page=1",
    "/?q=%E9%94%A6%E6%B1%9F",
    "/sign-in?to=%2Ffiling%3Fquarter%3D2026Q2",
    "/nowhere?x=1",
    "/api/reference",
  ])("%s: there and back, with all of its query", async (path) => {
    const nobody = door.withCookie("")
    const shown = await wayOf(await nobody.get(path), path)
    expect(shown).toMatchObject({ lang: "en", says: "English" })
    const sent = await nobody.get(shown?.to ?? "")
    expect([sent.status, sent.headers.get("location")]).toEqual([303, path])
    expect(sent.headers.get("cache-control")).toBe("no-store")
    const answer = await door.withCookie(cookiesOf(sent)).get(path)
    expect(answer.headers.get("content-language")).toBe("en")
    expect(await answer.clone().text()).toMatch(/^<!DOCTYPE html><html lang="en">/)
    const back = await wayOf(answer, path)
    expect(back).toMatchObject({ lang: "zh-CN", says: "中文" })
    const home = await door.withCookie(english).get(back?.to ?? "")
    expect(home.headers.get("location")).toBe(path)
    expect(cookiesOf(home)).toBe("shige.language=zh")
  })

  test("behind the sign-in too; the session stays", async () => {
    const editor = await door.as("editor")
    const shown = await wayOf(await editor.get("/filing?quarter=2026Q2"), "/filing?quarter=2026Q2")
    const sent = await editor.get(shown?.to ?? "")
    expect(sent.headers.get("location")).toBe("/filing?quarter=2026Q2")
    const answer = await editor.get("/filing", { cookie: `${editor.cookie}; ${cookiesOf(sent)}` })
    expect(await answer.text()).toContain("Quarterly filing")
    expect(answer.headers.get("content-language")).toBe("en")
  })

  test("an answer to a form leads to the page that the form stood on; to none where the browser does not say", async () => {
    const nobody = door.withCookie("")
    const from = "/sign-in?to=%2Fdesk"
    for (const [referer, leads] of [
      [origin + from, `${from}&lang=en`],
      [`${origin}//evil.example/x`, "/evil.example/x?lang=en"],
      ["https://evil.example/", undefined],
      ["no address", undefined],
      ["", undefined],
    ] as const) {
      const answer = await nobody.post("/sign-in", { email: "x", password: "y" }, referer ? { referer } : {})
      expect(answer.status).toBe(422)
      expect([referer, (await wayOf(answer, "/sign-in"))?.to]).toEqual([referer, leads])
    }
  })
})

describe("?lang", () => {
  const ask = (path: string, init: RequestInit = {}, site = origin) =>
    door.fetch(new Request(site + path, init))

  test("keeps the choice for a year, for this host alone, out of reach of scripts", async () => {
    const [line] = (await ask("/?lang=en")).headers.getSetCookie()
    expect(line?.split("; ").sort()).toEqual(
      ["shige.language=en", "Max-Age=31536000", "Path=/", "HttpOnly", "SameSite=Lax"].sort(),
    )
    const [secure] = (await ask("/?lang=en", {}, "https://shige.example")).headers.getSetCookie()
    expect(secure).toMatch(/^__Host-shige\.language=en; .*Secure/)
    expect(secure).not.toContain("Domain")
    const answer = await ask("/", { headers: { cookie: english } }, "https://shige.example")
    expect(answer.headers.get("content-language")).toBe("zh-CN")
  })

  test("answers HEAD, and takes itself out wherever it stands", async () => {
    const head = await ask("/ranking?lang=en&page=2", { method: "HEAD" })
    expect([head.status, head.headers.get("location")]).toEqual([303, "/ranking?page=2"])
    expect(cookiesOf(head)).toBe(english)
    for (const [asked, location] of [
      ["/compare?estates=a,b&lang=en&quarter=2026Q2", "/compare?estates=a,b&quarter=2026Q2"],
      ["/?lang=zh&lang=en", "/"],
      ["/desk?lang=en", "/desk"],
      ["/nowhere?lang=en", "/nowhere"],
    ])
      expect((await ask(asked ?? "")).headers.get("location")).toBe(location)
  })

  test("never leads to another site", async () => {
    for (const path of ["//evil.example/?lang=en", "/%5Cevil.example/?lang=en", "///evil.example?lang=en"]) {
      const location = (await ask(path)).headers.get("location") ?? ""
      expect(new URL(location, origin).origin, path).toBe(origin)
      expect(location).not.toMatch(/^\/[/\\]/)
    }
  })

  test("means nothing with another value, in a form, or to the API", async () => {
    for (const path of ["/?lang=fr", "/?lang=", "/?lang=EN", "/?lang=en%0d%0ax", "/?%6Cang=en"]) {
      const answer = await ask(path)
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 200, []])
      expect(answer.headers.get("content-language")).toBe("zh-CN")
    }
    const form = await door.withCookie("").post("/sign-in?lang=en", { email: "x", password: "y" })
    expect([form.status, form.headers.getSetCookie()]).toEqual([422, []])
    for (const cookie of ["shige.language=fr", "shige.language=", "shige.language=__proto__"])
      expect((await ask("/", { headers: { cookie } })).headers.get("content-language")).toBe("zh-CN")
    const accepting = await ask("/", { headers: { "accept-language": "en" } })
    expect(accepting.headers.get("content-language")).toBe("zh-CN")
  })
})

test("the API answers the same bytes whatever the browser keeps", async () => {
  for (const path of ["/api/v1/releases", "/api/v1/releases/2026Q2", "/api/v1/awards", "/api/v1/estates"]) {
    const [plain, withCookie] = [door.withCookie(""), door.withCookie(english)]
    const [one, other] = [await plain.get(`${path}?lang=en`), await withCookie.get(path)]
    const ids = /urn:uuid:[\w-]+/g
    expect((await other.text()).replace(ids, ""), path).toBe((await one.text()).replace(ids, ""))
    expect(other.headers.get("etag")).toBe(one.headers.get("etag"))
    expect(other.headers.get("vary") ?? "").not.toContain("Cookie")
  }
})

test("a public page is kept apart by language, costs no round trip, and its 304 never mixes them", async () => {
  const [chinese, reader] = [door.withCookie(""), door.withCookie(english)]
  const tags: string[] = []
  for (const one of [chinese, reader]) {
    const cold = await one.get("/ranking")
    const { response, roundTrips } = await door.costOf(() => one.get("/ranking"))
    expect(roundTrips).toBe(0)
    expect(response.headers.get("vary")).toBe("Accept-Encoding, Cookie")
    expect(response.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate")
    expect(await response.text()).toBe(await cold.text())
    tags.push(response.headers.get("etag") ?? "")
  }
  const [zh = "", en = ""] = tags
  expect(zh).not.toBe(en)
  expect((await chinese.get("/ranking")).headers.get("etag")).toBe(zh)
  expect((await chinese.get("/ranking", { "if-none-match": en })).status).toBe(200)
  const known = await reader.get("/ranking", { "if-none-match": en })
  expect([known.status, known.headers.get("vary")]).toEqual([304, "Accept-Encoding, Cookie"])
})

test("whoever asks in English gets an English letter, whose link leads to an English page", async () => {
  const nobody = door.withCookie(english)
  await nobody.post("/password-reset", { email: "editor@demo.shige.example" })
  const [letter] = await lettersOf(door)
  if (!letter) throw new Error("no letter was written")
  const { subject, text, html } = writeLetter(letter, null)
  expect(subject).toBe("Set a new password · Shige")
  const link = new RegExp(`${origin}/password-reset/[\\w-]{43}\\?lang=en`)
  expect(text).toMatch(link)
  expect(html).toMatch(link)
})
