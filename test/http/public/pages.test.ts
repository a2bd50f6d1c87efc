import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"

const app = publicApp()
const slugs = app.fixture.cards.get("2026Q2")?.map((card) => card.slug) ?? []
const scored = app.fixture.cards.get("2026Q2")?.filter((card) => card.base !== null) ?? []
const first = scored.find((card) => card.rank === 1)!
const everyPage = [
  "/",
  "/?q=锦江",
  "/?q=没有这个",
  "/districts/510104",
  "/districts/510104?quarter=2025",
  `/streets/${first.place.slice(0, 9)}`,
  `/companies/${first.company}`,
  "/ranking",
  "/ranking?page=2",
  "/ranking?quarter=2025",
  "/ranking?sort=ENV&band=good&district=510104",
  ...slugs.slice(0, 12).map((slug) => `/estates/${slug}`),
  `/estates/${first.slug}?quarter=2025`,
  "/estates/sihai-yijia-lanzuan-2",
  "/estates/zhongda-junyue-jinsha",
  "/compare",
  `/compare?estates=${slugs.slice(0, 8).join(",")}`,
  `/compare?estates=${slugs.slice(0, 3).join(",")}&quarter=2025`,
  "/indicators",
  "/indicators/WTR-01",
  "/methodology/cd-wwsg-2023",
]

test.each(everyPage)(
  "%s: disclaimer, no stray values, no inline style or script, at most 150 KB",
  async (path) => {
    const html = await app.page(path)
    const seen = visibleText(html)
    expect(seen).toContain("平台评价口径，非官方评分标准")
    expect(seen).not.toMatch(/NaN|undefined|null|\[object|Infinity|置信/)
    expect(html).not.toMatch(/ style="|<style|<script(?![^>]* src=)| on[a-z]+="/)
    expect(Buffer.byteLength(html)).toBeLessThan(150 * 1024)
    expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN">/)
  },
)

test.each(everyPage)("%s can be read in English", async (path) => {
  const english = publicApp(app.fixture, "en")
  const seen = visibleText(await english.page(path))
  expect(seen).toContain("not an official scoring standard")
  expect(seen).not.toMatch(/NaN|undefined|null|confidence/)
})

test("every list of fictional estates carries the mark", async () => {
  for (const path of [
    "/ranking",
    `/estates/${first.slug}`,
    `/compare?estates=${slugs.slice(0, 2).join(",")}`,
  ]) {
    expect(await app.page(path)).toContain("演示数据")
  }
  const rows = (await app.page("/ranking")).match(/class="estate-link"/g)?.length
  expect((await app.page("/ranking")).match(/mark--demo/g)?.length).toBe(rows)
})

test("the city counts its estates, its bands and its districts as the release does", async () => {
  const html = await app.page("/")
  const { totals } = app.fixture.releases("2026Q2").manifest
  expect(visibleText(html)).toContain(`应参评 60 个小区，${totals.outcomes.scored} 个已评分`)
  for (const [band, count] of Object.entries(totals.bands))
    if (count > 0) expect(html).toContain(`/ranking?quarter=2026Q2&amp;band=${band}`)
  expect(html).toContain("/districts/510104?quarter=2026Q2")
})

test("search finds by name, street and community, and press records too", async () => {
  const card = first
  for (const part of [card.name, card.placeNames[1]!, card.placeNames[2]!])
    expect(await app.page(`/?q=${encodeURIComponent(part)}`)).toContain(`/estates/${card.slug}`)
  const press = await app.page(`/?q=${encodeURIComponent("蓝钻")}`)
  expect(press).toContain("/estates/sihai-yijia-lanzuan-2")
  expect(visibleText(press)).toContain("报道记录")
})

test("before the first release every page says so", async () => {
  const fixture = publicFixture(6, [])
  const empty = publicApp(fixture)
  expect(visibleText(await empty.page("/"))).toContain("还没有发布")
  for (const path of ["/ranking", "/compare", "/methodology/current"])
    expect(visibleText(await empty.page(path, 404))).toContain("还没有发布")
  expect(await (await empty.get("/api/v1/releases")).json()).toMatchObject({ releases: [] })
  expect(visibleText(await empty.page("/estates/zhongda-junyue-jinsha"))).toContain("报道记录")
})
