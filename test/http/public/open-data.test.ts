import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"

const app = publicApp()
const { releases } = app.fixture.state()

test("open data names every release with its hash and its files", async () => {
  const html = await app.page("/data")
  expect(visibleText(html)).toContain("CC BY 4.0")
  for (const { period, number, manifestHash } of releases) {
    expect(html).toContain(manifestHash)
    expect(html).toContain(`/api/v1/releases/${period}/${number}.csv`)
  }
})

test("the feed has an entry for every release, named by its hash", async () => {
  const answer = await app.get("/releases.atom")
  expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8")
  const xml = await answer.text()
  expect(xml.match(/<entry>/g)).toHaveLength(releases.length)
  for (const { manifestHash } of releases) expect(xml).toContain(`<id>urn:sha256:${manifestHash}</id>`)
})

test("the sitemap names every estate, district, street, company and indicator, and each is there", async () => {
  const xml = await app.page("/sitemap.xml")
  const found = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, path = ""]) => path)
  for (const { slug } of app.fixture.cards.get("2026Q2") ?? []) expect(found).toContain(`/estates/${slug}`)
  expect(new Set(found).size).toBe(found.length)
  const kinds = new Map(found.map((path) => [path.split("/")[1], path]))
  for (const path of kinds.values()) expect([path, (await app.get(path)).status]).toEqual([path, 200])
  expect(await app.page("/robots.txt")).toContain("Sitemap: /sitemap.xml")
})
