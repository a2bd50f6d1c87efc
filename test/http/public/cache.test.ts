import { expect, test } from "vitest"
import { Memory } from "../../../worker/domain/memory.ts"
import { PageCache } from "../../../worker/http/public/page-cache.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"

test("a warm page asks for the state only", async () => {
  const { fixture, page } = publicApp()
  const cold = await page("/ranking")
  const before = { ...fixture.asked }
  expect(await page("/ranking")).toBe(cold)
  expect(await page("/ranking?unknown=1&page=")).toBe(cold)
  expect(fixture.asked).toEqual({ ...before, state: before.state + 2 })
})

test("anything public that changes makes a new page", async () => {
  const { fixture, page } = publicApp()
  expect(await page("/")).toContain("2026 年第 3 季度正在填报")
  fixture.change({ open: null })
  expect(await page("/")).not.toContain("正在填报")
})

test("a reader who has the page gets 304, also behind a compressing proxy", async () => {
  const { get } = publicApp()
  const first = await get("/ranking")
  const etag = first.headers.get("etag")!
  expect(first.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate")
  for (const known of [etag, etag.replace(/^W\//, ""), `"other", ${etag}`, "*"]) {
    const again = await get("/ranking", { "if-none-match": known })
    expect([known, again.status, await again.text()]).toEqual([known, 304, ""])
    expect(again.headers.get("etag")).toBe(etag)
  }
  expect((await get("/ranking", { "if-none-match": '"other"' })).status).toBe(200)
})

test("languages and cells never share a page", async () => {
  const fixture = publicFixture(8, ["2026Q1"])
  const [zh, en] = [publicApp(fixture, "zh"), publicApp(fixture, "en")]
  expect(await zh.page("/")).not.toBe(await en.page("/"))
})

test("misses, searches and what does not exist are not kept", async () => {
  const { fixture, get } = publicApp()
  expect((await get("/estates/nowhere")).status).toBe(404)
  // An estate that is known and in no release.
  fixture.change({
    tenures: { ...fixture.state().tenures, unreleased: [{ company: "甲物业", fromDate: "2025-01-01" }] },
  })
  for (const path of ["/estates/unreleased", "/?q=a", "/ranking?page=77"]) {
    await get(path)
    const asked = fixture.asked.list + fixture.asked.scorecards
    await get(path)
    expect(fixture.asked.list + fixture.asked.scorecards).toBeGreaterThan(asked)
  }
})

test("pages of all caches are bounded by the bytes of one memory, and what was used longest ago goes first", () => {
  const memory = new Memory(12_000)
  const [one, other] = [new PageCache(memory), new PageCache(memory)]
  const page = { body: new Uint8Array(2000), packed: true, headers: {}, status: 200 as const, etag: '"x"' }
  for (const key of ["a", "b"]) one.put(key, page)
  other.put("c", page)
  one.get("a")
  for (const key of ["d", "e"]) other.put(key, page)
  expect(memory.bytes).toBeLessThanOrEqual(12_000)
  expect([one.get("a"), one.get("b"), other.get("d")].map(Boolean)).toEqual([true, false, true])
  one.put("huge", { ...page, body: new Uint8Array(8_000) })
  expect(one.get("huge")).toBeUndefined()
})
