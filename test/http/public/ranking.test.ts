import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"

const app = publicApp()
const cards = app.fixture.cards.get("2026Q2") ?? []
const linked = (html: string) =>
  Array.from(html.matchAll(/class="estate-link" href="\/estates\/([^"?]+)/g), (found) => found[1])

test("bands come first, ranks within, what is not scored last with its word", async () => {
  const pages = [await app.page("/ranking"), await app.page("/ranking?page=2")]
  const order = pages.flatMap(linked)
  expect(new Set(order).size).toBe(60)
  const bands = ["candidate", "good", "pass", "improve", null]
  const place = (slug: string | undefined) => {
    const card = cards.find((known) => known.slug === slug)!
    return (card.base === null ? 1000 : 0) + bands.indexOf(card.band) * 100 + (card.rank ?? 0)
  }
  const places = order.map(place)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  const unscored = cards.filter((card) => card.base === null)
  expect(unscored.length).toBeGreaterThan(0)
  const end = pages[1]!.slice(pages[1]!.indexOf("band-unscored"))
  for (const card of unscored) expect(end).toContain(card.name)
  expect(visibleText(end)).toMatch(/未报送|核实中|已退回/)
})

test("a rank stands beside its range, worded as weights that vary", async () => {
  const seen = visibleText(await app.page("/ranking"))
  const top = cards.find((card) => card.rank === 1)!
  const words =
    top.range!.p5 === top.range!.p95
      ? "权重浮动 ±25% 时第 1 名"
      : `权重浮动 ±25% 时第 ${top.range!.p5}–${top.range!.p95} 名`
  expect(seen).toContain(words)
})

test("the figure that a rank rests on stands beside a base score that is another, and why a band outranks it", async () => {
  const pages = [await app.page("/ranking"), await app.page("/ranking?page=2")]
  const other = cards.filter((card) => card.base !== null && card.ranking !== card.base)
  expect(other.length).toBeGreaterThan(3)
  for (const card of cards.filter(({ base }) => base !== null)) {
    const page = pages.find((one) => one.includes(`/estates/${card.slug}?`)) ?? ""
    const [, after = ""] = page.split(`/estates/${card.slug}?`)
    const row = visibleText(after.slice(0, after.indexOf("</tr>")))
    expect(row.includes(`名次按 ${card.ranking!.toFixed(1)}`), card.slug).toBe(card.ranking !== card.base)
  }
  // Within what a reader sees under one heading, whoever stands higher has no less of that figure.
  for (const page of pages)
    for (const group of page.split('class="section section--group"').slice(1)) {
      const figures = linked(group)
        .map((slug) => cards.find((card) => card.slug === slug)?.ranking ?? null)
        .filter((figure) => figure !== null)
      expect(figures).toEqual(figures.toSorted((a, b) => b - a))
    }
  const shown = pages.map((page) => page.includes("分数高于上面等次"))
  const outranked = pages.map((page) => {
    const groups = page
      .split('class="section section--group"')
      .slice(1)
      .map((group) => linked(group).map((slug) => cards.find((card) => card.slug === slug)?.ranking ?? -1))
    return groups.some((group, at) => {
      const above = groups.slice(0, at).flat()
      return group.some((figure) => figure > Math.min(...above))
    })
  })
  expect(outranked).toContain(true)
  expect(shown).toEqual(outranked)
})

test("a group of fewer than five has scores and no rank", async () => {
  const few = publicApp(publicFixture(4, ["2026Q1"]))
  const seen = visibleText(await few.page("/ranking"))
  expect(seen).toContain("不足 5 个，不排名")
  expect(seen).not.toMatch(/第 \d+ 名|1–0|互相重叠/)
})

test("filters, order and pages live in the address", async () => {
  const inDistrict = linked(await app.page("/ranking?district=510104"))
  expect(inDistrict.sort()).toEqual(
    cards
      .filter((card) => card.district === "510104")
      .map((card) => card.slug)
      .sort(),
  )
  const good = linked(await app.page("/ranking?band=good&sort=name"))
  const names = good.map((slug) => cards.find((card) => card.slug === slug)!.name)
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "zh")))
  expect(good.every((slug) => cards.find((card) => card.slug === slug)?.band === "good")).toBe(true)
})

test.each([
  ["quarter=2019Q1", "没有这个季度的发布"],
  ["quarter=%00%ff", "没有这个季度的发布"],
  ["band=gold", "没有这个等次"],
  ["district=1", "没有这个区（市）县"],
  ["sort=salary", "不能这样排序"],
  ["page=99", "没有这一页"],
  ["page=-1", "没有这一页"],
  ["page=1e9", "没有这一页"],
  ["page=%E0%A4%A", "没有这一页"],
  [`band=${"x".repeat(5000)}`, "没有这个等次"],
  ["band=<script>alert(1)</script>", "没有这个等次"],
])("%s: a helpful 404", async (query, sentence) => {
  const html = await app.page(`/ranking?${query}`, 404)
  expect(visibleText(html)).toContain(sentence)
  expect(html).not.toContain("<script>alert")
  expect(html).toContain('href="/ranking"')
})
