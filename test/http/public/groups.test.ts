import { expect, test } from "vitest"
import { formatNumber, formatScore } from "../../../web/ui/format.ts"
import { figureTotal, fiveFigures } from "../../../worker/domain/release/five-figures.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { publicApp, visibleText } from "../../support/public-app.ts"

const app = publicApp()
const cards = (app.fixture.cards.get("2026Q2") ?? []).filter(({ outcome }) => outcome === "scored")
const all = app.fixture.cards.get("2026Q2") ?? []
const keyValue = (card: Scorecard, key: string) => card.values.find((one) => one.key === key)?.value ?? null

/** Sum of a key over the cards that have it and the other one. */
function sumOf(of: readonly Scorecard[], key: string, over: string) {
  const both = of.filter((card) => keyValue(card, key) !== null && keyValue(card, over) !== null)
  return { n: both.length, sum: both.reduce((sum, card) => sum + (keyValue(card, key) ?? 0), 0) }
}

const shown = async (path: string) => visibleText(await app.page(path))

test("the city's figures are the sums of what its scorecards publish, with how many estates they are of", async () => {
  const seen = await shown("/")
  for (const { of, over, told } of fiveFigures) {
    const { n, sum } = sumOf(cards, of, over)
    expect(n).toBeGreaterThan(0)
    expect(seen).toContain(`${n}/${all.length} 个小区有数`)
    if (told === "sum") expect(seen).toContain(formatNumber(sum, 0))
  }
})

test("a district, a street and a company count their own estates only", async () => {
  const [card] = cards
  const groups: [string, (one: Scorecard) => boolean][] = [
    [`/districts/${card?.district}`, (one) => one.district === card?.district],
    [`/streets/${card?.place.slice(0, 9)}`, (one) => one.place.startsWith(card?.place.slice(0, 9) ?? "-")],
    [`/companies/${card?.company}`, (one) => one.company === card?.company],
  ]
  for (const [path, mine] of groups) {
    const html = await app.page(path)
    const seen = visibleText(html)
    const own = cards.filter(mine)
    expect(seen).toContain(`${all.filter(mine).length} 个小区参评，${own.length} 个已评分`)
    for (const one of all.filter(mine)) expect(html).toContain(`/estates/${one.slug}?quarter=2026Q2`)
    const { sum } = sumOf(own, "event_turnout", "households")
    expect(seen).toContain(formatNumber(sum, 0))
  }
})

test("no median, and none of a dimension, of fewer estates than are compared", async () => {
  const sizes = new Map<string, Scorecard[]>()
  for (const card of cards)
    sizes.set(card.place.slice(0, 9), [...(sizes.get(card.place.slice(0, 9)) ?? []), card])
  const few = [...sizes].find(([, own]) => own.length < 5)
  const [code = "", own = []] = few ?? []
  const seen = await shown(`/streets/${code}`)
  expect(seen).toContain("已评分不足 5 个，不算中位数")
  expect(seen).not.toContain("各维度与全市相比")
  const bases = own.map(({ base }) => base ?? 0).sort((a, b) => a - b)
  expect(seen).not.toContain(`基础分中位数 ${formatScore(bases[bases.length >> 1] ?? 0, 1)}`)
})

test("a value that is withheld or not a number is in no sum", () => {
  const [soil] = fiveFigures
  const columns = {
    [soil.of]: Float64Array.of(10, Number.NaN, 30),
    [soil.over]: Float64Array.of(100, 100, Number.NaN),
  }
  expect(figureTotal(soil, columns, [0, 1, 2], 1)).toMatchObject({ n: 1, sum: 10, value: 10 })
  expect(figureTotal(soil, columns, [1, 2], 1)).toMatchObject({ n: 0, value: null, median: null })
})

test.each([
  ["/districts/999999", "没有这个区（市）县"],
  ["/streets/510104999", "没有这个街道"],
  ["/streets/%00", "没有这个街道"],
  [`/companies/${encodeURIComponent("<script>")}`, "没有这家物业公司"],
  ["/districts/510104?page=9", "没有这一页"],
  ["/districts/510104?quarter=2019Q1", "没有这个季度的发布"],
])("%s is answered with what there is not", async (path, words) => {
  expect(visibleText(await app.page(path, 404))).toContain(words)
})
