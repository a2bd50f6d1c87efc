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

test("catalogues of data read the newest version of each period, whose files are there, and its licence", async () => {
  const html = await app.page("/data")
  const [, block = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  const dataset = JSON.parse(block) as { license: string; distribution: { contentUrl: string }[] }
  expect(dataset).toMatchObject({ "@context": "https://schema.org", "@type": "Dataset" })
  expect(dataset.license).toBe("https://creativecommons.org/licenses/by/4.0/")
  const newest = new Map<string, number>()
  for (const { period, number } of releases) newest.set(period, Math.max(number, newest.get(period) ?? 0))
  const files = [...newest].flatMap(([period, number]) =>
    [".csv", ""].map((end) => `/api/v1/releases/${period}/${number}${end}`),
  )
  const named = dataset.distribution.map(
    ({ contentUrl }) => new URL(contentUrl, "https://here.example").pathname,
  )
  expect(named.toSorted()).toEqual(files.toSorted())
  for (const path of named) expect((await app.get(path)).status, path).toBe(200)
})

test("a shared link shows the page's own title and description", async () => {
  const html = await app.page("/data")
  const of = (property: string) =>
    new RegExp(`<meta property="og:${property}" content="([^"]+)"`).exec(html)?.[1]
  expect([of("title"), of("locale"), of("type")]).toEqual(["开放数据", "zh_CN", "website"])
  expect(html).toContain(`<meta name="description" content="${of("description")}"/>`)
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
