import { expect, test } from "vitest"
import { formatScore } from "../../../web/ui/format.ts"
import { publicApp, visibleText } from "../../support/public-app.ts"
import { fixtureEdition } from "../../support/public-fixture.ts"

const app = publicApp()
const english = publicApp(app.fixture, "en")
const all = app.fixture.cards.get("2026Q2") ?? []
const scored = all.filter(({ outcome }) => outcome === "scored")
const pointsOf = (code: string) =>
  scored.flatMap((card) => card.indicators.filter((one) => one.code === code && one.points !== null))

test("the list names every indicator and leads to its page", async () => {
  const html = await app.page("/indicators")
  for (const { code } of fixtureEdition.indicators)
    expect(html).toContain(`/indicators/${code}?quarter=2026Q2`)
})

test.each(fixtureEdition.indicators.map(({ code }) => code))(
  "%s: ranking, numbers and file are those of the scorecards, in both languages",
  async (code) => {
    const html = await app.page(`/indicators/${code}`)
    const seen = visibleText(html)
    const own = pointsOf(code)
    expect(seen).toContain(`${own.length}/${all.length} 个小区有得分`)
    expect(seen).not.toMatch(/NaN|undefined|null|Infinity|置信/)
    expect(visibleText(await english.page(`/indicators/${code}`))).not.toMatch(/NaN|undefined|null/)
    const csv = await app.page(`/indicators/${code}/values.csv`)
    const lines = csv.trim().split("\n").slice(1)
    expect(lines).toHaveLength(all.length)
    for (const card of scored) {
      const result = card.indicators.find((one) => one.code === code)
      const line = lines.find((one) => one.startsWith(`${card.slug},`)) ?? ""
      const cells = line.split(",")
      expect(cells.slice(3)).toEqual([
        result?.state,
        result?.measure === null ? "" : String(result?.measure),
        result?.points === null ? "" : String(result?.points),
      ])
    }
  },
)

test("equals share a rank, and whoever has more points stands before", async () => {
  const code = "ENV-01"
  const html = await app.page(`/indicators/${code}`)
  const ranks = [...html.matchAll(/第 (\d+) 名、/g)].map(([, rank]) => Number(rank))
  const points = pointsOf(code).map((one) => one.points ?? 0)
  const expected = points.map((one) => 1 + points.filter((other) => other > one).length).sort((a, b) => a - b)
  expect(ranks).toEqual(expected.slice(0, 50))
  expect(html).toContain(formatScore(Math.max(...points), 2))
})

test("a count that is withheld stands in no file and no distribution", async () => {
  const withheld = scored.flatMap((card) =>
    card.indicators
      .filter(({ state }) => state === "suppressed")
      .map(({ code }) => ({ code, slug: card.slug })),
  )
  for (const { code, slug } of withheld) {
    const csv = await app.page(`/indicators/${code}/values.csv`)
    expect(csv.split("\n").find((line) => line.startsWith(`${slug},`))).toMatch(/,suppressed,,[\d.]*$/)
  }
})

test.each([
  ["/indicators/NOPE-01", "没有这项指标"],
  ["/indicators/%3Cscript%3E", "没有这项指标"],
  ["/indicators/ENV-01?page=99", "没有这一页"],
  ["/indicators/ENV-01?quarter=2025", "没有这个季度的发布"],
  ["/indicators?quarter=x", "没有这个季度的发布"],
])("%s is answered with what there is not", async (path, words) => {
  expect(visibleText(await app.page(path, 404))).toContain(words)
})
